import { Client } from 'pg';
import { limitsOf, unusedMs, usualLimits, type ConnectionLimits } from './connection-limits';
import type { WakeupChannel } from './wakeup';

/** Hears wake-ups on a connection of its own, and connects again when it is lost. */
export class Listener {
  private client: Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly hear: Partial<Record<WakeupChannel, () => void>>,
    private readonly limits: ConnectionLimits = usualLimits,
  ) {}

  /** Resolves when the first connection listens, or has failed and is being tried again. */
  async start(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'cap-listener',
      ...limitsOf(this.limits),
    });
    this.client = client;
    client.on('notification', ({ channel }) => this.hear[channel as WakeupChannel]?.());
    client.on('error', () => this.again());
    client.on('end', () => this.again());
    try {
      await client.connect();
      for (const channel of Object.keys(this.hear)) await client.query(`listen ${channel}`);
      this.askAgain(client);
      // What happened while nobody listened is found by looking.
      for (const wake of Object.values(this.hear)) wake();
    } catch {
      this.again();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.heartbeat) clearTimeout(this.heartbeat);
    await this.client?.end().catch(() => undefined);
  }

  /**
   * A listener asks nothing, so that a cut connection looks like a quiet one: it asks something now and then. Not before the
   * last answer, for what is sent breaks the silence too.
   */
  private askAgain(client: Client): void {
    if (this.stopped) return;
    const ask = (): void =>
      void client.query('select 1').then(
        () => this.askAgain(client),
        () => undefined,
      );
    this.heartbeat = setTimeout(ask, unusedMs).unref();
  }

  private again(): void {
    if (this.stopped || this.retry) return;
    if (this.heartbeat) clearTimeout(this.heartbeat);
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.client?.end().catch(() => undefined);
      if (!this.stopped) void this.start();
    }, 250);
  }
}
