import { setTimeout as pause } from 'node:timers/promises';
import { touchStaleUnits } from '@cap/capacity';
import {
  businessNow,
  dueDeadlines,
  Follower,
  readPolicy,
  type Deadline,
  type PassOutcome,
  type Wakeup,
} from '@cap/event-store';
import { inSpan, type JsonLogger } from '@cap/platform';
import type { CommandBus } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import type { Role } from '../role';
import { commandFor } from './deadline-commands';

const atOnce = 100;
/** How often it looks by itself: a deadline fires within this time of its moment. */
const pollMs = 250;
/** Least time between two looks, however often it is woken. */
const restMs = 25;

/** Does what the time demands: deadlines that are due (PRP-2, STY-1), units that become stale (CPY-5). */
export class Clock implements Role {
  readonly wakenedBy = ['cap_log'] as const;
  private readonly told = new Set<string>();
  private readonly follower: Follower;
  private stepped = true;
  private notBefore = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly commands: CommandBus,
    private readonly wakeup: Pick<Wakeup, 'touch'>,
    private readonly log: JsonLogger,
  ) {
    const onError = (error: unknown) => log.warn('The clock tries again.', { role: 'clock' }, error);
    this.follower = new Follower(() => this.pass(), { pollMs, onError });
  }

  start(): void {
    this.follower.start();
  }

  /** A stepped clock jumps, and somebody waits for what follows. On a real one nothing is due because somebody wrote. */
  wake(): void {
    if (this.stepped) this.follower.wake();
  }

  stop(): Promise<void> {
    return this.follower.stop();
  }

  private async pass(): Promise<PassOutcome> {
    const wait = this.notBefore - performance.now();
    if (wait > 0) await pause(wait);
    const { at, on, stepped } = await businessNow(this.dataSource);
    this.stepped = stepped;
    const due = await dueDeadlines(this.dataSource.manager, at, atOnce);
    const fired = await this.fire(due);
    const policy = await readPolicy(this.dataSource, on);
    const stale = await this.dataSource.transaction((tx) => touchStaleUnits(tx, at, policy['reporting-term-hours']));
    if (stale > 0) this.wakeup.touch('cap_units');
    this.notBefore = performance.now() + restMs;
    return fired === atOnce ? 'moved' : 'level';
  }

  /**
   * One that fails holds up no other; it is tried again at the next look. Another worker may fire the same ones: each
   * command takes its deadline and does what it demands in one transaction, under the id of the deadline, so that it is
   * carried out once.
   */
  private async fire(due: readonly Deadline[]): Promise<number> {
    let fired = 0;
    for (const deadline of due) {
      try {
        const about = { fields: { 'cap.deadline': deadline.kind }, origin: { cameOf: [] } };
        await inSpan(['deadline', deadline.kind], about, () =>
          this.commands.execute<object, unknown>(commandFor(deadline)),
        );
        fired++;
      } catch (error) {
        this.tellOnce(deadline, error);
      }
    }
    return fired;
  }

  private tellOnce({ deadlineId, kind }: Deadline, error: unknown): void {
    if (this.told.has(deadlineId)) return;
    this.told.add(deadlineId);
    this.log.error('A deadline could not be fired.', { deadlineId, kind }, error);
  }
}
