import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Follower, giveUpLease } from '@cap/event-store';
import type { DataSource } from 'typeorm';
import type { FindingRules } from '../watch/watch-units';
import { publishUnits, unitPublisherLease } from './publish-units';

export interface UnitPublisherOptions {
  /** Whose lease it is; without it an id of its own. */
  readonly holder?: string;
  readonly onError: (error: unknown) => void;
  /** How often it looks when nobody wakes it. */
  readonly pollMs?: number;
  /** Least time from the begin of one publication to that of the next: changes that come together go out together. */
  readonly everyMs?: number;
  /** After how long another process takes over from one that stopped. */
  readonly ttlMs?: number;
}

/** Publishes the figures of changed units. Any number of processes may run one: the lease lets one at a time work. */
export class UnitPublisher {
  private readonly holder: string;
  private readonly follower: Follower;
  private notBefore = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: FindingRules,
    { onError, holder = randomUUID(), pollMs = 20, everyMs = 20, ttlMs = 5000 }: UnitPublisherOptions,
  ) {
    this.holder = holder;
    this.follower = new Follower(() => this.pass(everyMs, ttlMs), { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  /** Looks now; call it on the wake-up `cap_units`. */
  wake(): void {
    this.follower.wake();
  }

  /** Resolves when the pass that runs is committed, and lets another process take over at once. */
  async stop(): Promise<void> {
    await this.follower.stop();
    await giveUpLease(this.dataSource, unitPublisherLease, this.holder);
  }

  private async pass(everyMs: number, ttlMs: number): Promise<'moved' | 'level'> {
    const wait = this.notBefore - performance.now();
    if (wait > 0) await pause(wait);
    const began = performance.now();
    const outcome = await publishUnits(this.dataSource, this.rules, { holder: this.holder, ttlMs });
    if (outcome === 'published' || outcome === 'unchanged') this.notBefore = began + everyMs;
    return outcome === 'published' || outcome === 'unchanged' ? 'moved' : 'level';
  }
}
