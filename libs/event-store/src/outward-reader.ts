import { randomUUID } from 'node:crypto';
import { NewerShape, type RecordedEvent } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';
import { giveUpLease, withLease } from './lease';
import { readLog } from './log';
import { haltReader } from './log-reader';

/** Events that are to be handled next, from a checkpoint that nobody else has moved since. */
export interface Turn {
  /** The position of the last event that was handled before. */
  readonly after: number;
  readonly events: readonly RecordedEvent[];
}

/** Nothing to do: level with the log, halted at an event, or another process has the lease. */
export type NoTurn = 'level' | 'halted' | 'elsewhere';

/**
 * A reader of the log whose work is done outside the database, so that no transaction can hold both. It takes events
 * under a lease, does its work, and then moves the checkpoint, which only the holder of the lease can do, and only from
 * where it began. So whatever dies in between, the next begins at the same event: work is done again, never left out.
 */
export class OutwardReader {
  constructor(
    private readonly dataSource: DataSource,
    readonly name: string,
    /** Real milliseconds after which another process may go on for one that is dead. */
    private readonly leaseMs: number,
    /** Under which the lease is held; nobody else has it. */
    private readonly holder: string = randomUUID(),
  ) {}

  /** The next events, at most `limit`; takes or renews the lease. */
  async turn(limit: number): Promise<Turn | NoTurn> {
    const [look] = await this.dataSource.query<{ behind: boolean }[]>('select reader_is_behind($1) as behind', [
      this.name,
    ]);
    if (!look!.behind) return 'level';
    const turn = await this.underLease(async (tx) => {
      await tx.query('insert into checkpoint (reader, position) values ($1, 0) on conflict do nothing', [this.name]);
      const [row] = await tx.query<{ position: number; halted: boolean }[]>(
        'select position, halted_at is not null as halted from checkpoint where reader = $1',
        [this.name],
      );
      if (row!.halted) return 'halted';
      try {
        const events = await readLog(tx, row!.position, limit);
        return events.length === 0 ? 'level' : { after: row!.position, events };
      } catch (error) {
        if (!(error instanceof NewerShape)) throw error;
        await haltReader(tx, this.name, error);
        return 'halted';
      }
    });
    return turn ?? 'elsewhere';
  }

  /** Moves the checkpoint past what was handled. False, and nothing is moved, when another process has gone on meanwhile. */
  async done({ after }: Turn, upTo: number): Promise<boolean> {
    const moved = await this.underLease(async (tx) => {
      const [, rows] = await tx.query<[unknown[], number]>(
        'update checkpoint set position = $3, waiting_for = null where reader = $1 and position = $2',
        [this.name, after, upTo],
      );
      return rows === 1;
    });
    return moved ?? false;
  }

  /** Keeps the lease while work takes long. False when another process has it. */
  async keep(): Promise<boolean> {
    return (await this.underLease(() => Promise.resolve(true))) ?? false;
  }

  /** Says for whom this reader waits, in `readerStates`, or that it does not. Moving on says so too. */
  async waitsFor(whom: string | null): Promise<void> {
    await this.underLease((tx) =>
      tx.query('update checkpoint set waiting_for = $2 where reader = $1', [this.name, whom]),
    );
  }

  /** Stays before the next event, which it cannot handle, and says why. */
  async halt(because: unknown): Promise<void> {
    await this.underLease((tx) => haltReader(tx, this.name, because));
  }

  /** Lets another process go on at once. */
  giveUp(): Promise<void> {
    return giveUpLease(this.dataSource, this.name, this.holder);
  }

  /** Null when another process has the lease. */
  private async underLease<T>(work: (tx: EntityManager) => Promise<T>): Promise<T | null> {
    const outcome = await withLease(this.dataSource, this.name, this.holder, this.leaseMs, work);
    return outcome.held ? outcome.result : null;
  }
}
