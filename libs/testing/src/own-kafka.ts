import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, type Kafka } from '@cap/local-services';

/** A broker of one test, to do harm to; the broker of the run is everybody's. It needs Java and Maven, whatever that one is. */
export class OwnKafka {
  private constructor(
    private readonly directory: string,
    private running: Kafka,
  ) {}

  static async start(): Promise<OwnKafka> {
    const directory = mkdtempSync(join(tmpdir(), 'cap-kafka-'));
    return new OwnKafka(directory, await startKafka({ directory }));
  }

  get brokers(): string[] {
    return [this.running.brokers];
  }

  /** It takes connections and answers nothing. */
  freeze(): void {
    process.kill(this.running.pid, 'SIGSTOP');
  }

  goOn(): void {
    process.kill(this.running.pid, 'SIGCONT');
  }

  /** It is gone, without a word; `again` starts it on the same data and port. */
  async kill(): Promise<void> {
    await this.running.kill();
  }

  async again(): Promise<void> {
    this.running = await startKafka({ directory: this.directory });
  }

  async remove(): Promise<void> {
    this.goOn();
    await this.running.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
