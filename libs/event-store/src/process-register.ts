import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

export interface ProcessEntry {
  readonly kind: 'cap-api' | 'cap-worker' | 'availability-worker';
  readonly roles: readonly string[];
  /** Where it listens, if it does. */
  readonly address: string | null;
}

/** Tells the database every five seconds that this process lives; the page shows what runs where. */
export class ProcessRegister {
  readonly processId = randomUUID();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly entry: ProcessEntry,
  ) {}

  async start(): Promise<void> {
    await this.dataSource.query(`delete from process where seen_at < clock_timestamp() - interval '1 minute'`);
    await this.enter();
    this.timer = setInterval(() => void this.beat(), 5000).unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.dataSource.query('delete from process where process_id = $1', [this.processId]).catch(() => undefined);
  }

  private enter(): Promise<unknown> {
    const { kind, roles, address } = this.entry;
    return this.dataSource.query(
      `insert into process (process_id, kind, roles, pid, address) values ($1, $2, $3, $4, $5)
       on conflict (process_id) do update set seen_at = clock_timestamp()`,
      [this.processId, kind, roles, process.pid, address],
    );
  }

  private async beat(): Promise<void> {
    // After a pause another process may have cleared it away: then it is entered again.
    await this.enter().catch(() => undefined);
  }
}
