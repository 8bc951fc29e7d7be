import type { DataSource } from 'typeorm';

/** What a process may be woken for; the message has no content, and polling stays the truth. */
export type WakeupChannel = 'cap_log' | 'cap_units' | 'cap_feed';

/**
 * Wakes other processes after a commit, at most once per channel and `everyMs`. Never inside the business transaction:
 * committers with a notification pending queue for one server-wide lock (15 to 31 % of the commits, measured).
 */
export class Wakeup {
  private readonly waiting = new Map<WakeupChannel, NodeJS.Timeout>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly everyMs = 5,
  ) {}

  touch(channel: WakeupChannel): void {
    if (this.waiting.has(channel)) return;
    this.waiting.set(
      channel,
      setTimeout(() => {
        this.waiting.delete(channel);
        // A lost wake-up costs one polling interval, nothing else.
        this.dataSource.query(`notify ${channel}`).catch(() => undefined);
      }, this.everyMs).unref(),
    );
  }
}
