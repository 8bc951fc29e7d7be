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
    await this.dataSource.query(
      `with old as (delete from process where seen_at < clock_timestamp() - interval '1 minute')
       insert into process (process_id, kind, roles, pid, address) values ($1, $2, $3, $4, $5)`,
      [this.processId, this.entry.kind, this.entry.roles, process.pid, this.entry.address],
    );
    this.timer = setInterval(() => void this.beat(), 5000).unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.dataSource.query('delete from process where process_id = $1', [this.processId]).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    await this.dataSource
      .query('update process set seen_at = clock_timestamp() where process_id = $1', [this.processId])
      .catch(() => undefined);
  }
}
