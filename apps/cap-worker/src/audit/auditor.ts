import { endRound, Follower, giveUpLease, keepViolations, roundBegins, withLease } from '@cap/event-store';
import type { JsonLogger } from '@cap/platform';
import type { DataSource, EntityManager } from 'typeorm';
import type { Role } from '../role';
import type { Check } from './check';

export const auditorLease = 'auditor';

/** Real time between two steps: the audit is never done, and must take little from who works. */
const betweenStepsMs = 500;
const ttlMs = 15_000;
/** Of one step: whatever broke, the log tells where to look, and the table holds the rest. */
const mostLines = 20;

interface Progress {
  readonly after: string | null;
  /** Real time of the database at which the round began. */
  readonly begun: string;
}

/**
 * Checks what must always hold, all the time, one small step after the other, each check in turn. One process at a time
 * does, under a lease; who takes over begins its rounds anew. What it finds is kept until a later round finds it right.
 */
export class Auditor implements Role {
  readonly wakenedBy = [] as const;
  private readonly follower: Follower;
  private readonly progress = new Map<Check, Progress>();
  private turn = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Pick<JsonLogger, 'error' | 'warn'>,
    private readonly holder: string,
    private readonly checks: readonly Check[],
    pollMs = betweenStepsMs,
  ) {
    const onError = (error: unknown) => log.warn('The auditor tries again.', { role: 'audit' }, error);
    this.follower = new Follower(() => this.pass(), { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  wake(): void {
    this.follower.wake();
  }

  async stop(): Promise<void> {
    await this.follower.stop();
    await giveUpLease(this.dataSource, auditorLease, this.holder);
  }

  private async pass(): Promise<'level'> {
    const check = this.checks[this.turn++ % this.checks.length]!;
    const done = await withLease(this.dataSource, auditorLease, this.holder, ttlMs, (tx) => this.step(tx, check));
    if (!done.held) this.progress.clear();
    else if (done.result === null) this.progress.delete(check);
    else this.progress.set(check, done.result);
    return 'level';
  }

  /** One step of a check, in one transaction with what it found. Gives where it is; null at the end of a round. */
  private async step(tx: EntityManager, check: Check): Promise<Progress | null> {
    const { after, begun } = this.progress.get(check) ?? { after: null, begun: await roundBegins(tx) };
    const { violations, next } = await check.step(tx, after);
    const fresh = await keepViolations(tx, check.name, violations);
    for (const { what, subject } of fresh.slice(0, mostLines))
      this.log.error('Something is not as it must be.', { check: check.name, what, subject });
    if (next !== null) return { after: next, begun };
    await endRound(tx, check.name, begun);
    return null;
  }
}
