import type { JsonLogger } from '@cap/platform';

/** A write that takes this many real milliseconds waits for the broker. */
const patienceMs = 2000;

/** Tells, once each time, that a write waits for the broker, and that it goes on. */
export class BrokerWatch {
  private told = false;
  private noting: Promise<void> = Promise.resolve();

  constructor(
    /** Writes it down where health shows it. */
    private readonly note: () => Promise<void>,
    private readonly log: Pick<JsonLogger, 'log' | 'warn'>,
  ) {}

  /** Resolves or rejects with the write; one that was called off by `signal` says nothing about the broker. */
  async during(write: Promise<void>, signal: AbortSignal): Promise<void> {
    const timer = setTimeout(() => this.waits(), patienceMs);
    try {
      await write;
      this.goesOn();
    } catch (error) {
      if (!signal.aborted) this.waits((error as Error).cause);
      throw error;
    } finally {
      clearTimeout(timer);
      // Not later: what follows may say that it waits no longer.
      await this.noting;
    }
  }

  private waits(because?: unknown): void {
    if (!this.told) this.log.warn('The relay waits for the broker.', { role: 'relay' }, because);
    this.told = true;
    this.noting = this.note().catch(() => undefined);
  }

  private goesOn(): void {
    if (this.told) this.log.log('The broker answers; the relay goes on.', { role: 'relay' });
    this.told = false;
  }
}
