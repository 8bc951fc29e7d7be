import type { ReaderView } from '@cap/contracts';
import type { RecordedEvent } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';
import { readLog } from './log';
import { isTransient } from './transient';

/** A read model's fold: applies events, in order, within the transaction that moves its checkpoint. */
export interface LogReader {
  readonly name: string;
  apply(tx: EntityManager, events: readonly RecordedEvent[]): Promise<void>;
}

export type PassOutcome = 'moved' | 'level' | 'halted';

/**
 * One pass of one reader: its rows and its checkpoint move together, or not at all. The checkpoint row is locked, so
 * any number of processes may try; the second finds the work done. An event that cannot be applied halts this reader
 * at the position before it, says why, and leaves the others alone. A lost connection or a lost race is thrown: the
 * caller tries again.
 */
export async function readOnce(dataSource: DataSource, reader: LogReader, limit = 500): Promise<PassOutcome> {
  try {
    if (!(await isBehind(dataSource, reader.name))) return 'level';
    return await pass(dataSource, reader, limit);
  } catch (error) {
    if (isTransient(error)) throw error;
    if (limit > 1) return readOnce(dataSource, reader, 1);
    await haltReader(dataSource, reader.name, error);
    return 'halted';
  }
}

/**
 * Gives the committed events their positions, and looks whether any is new to this reader: one round trip that locks
 * no row of the reader's, for most looks find nothing.
 */
async function isBehind(dataSource: DataSource, reader: string): Promise<boolean> {
  const [row] = await dataSource.query<{ behind: boolean }[]>('select reader_is_behind($1) as behind', [reader]);
  return row!.behind;
}

async function pass(dataSource: DataSource, reader: LogReader, limit: number): Promise<PassOutcome> {
  return dataSource.transaction(async (tx) => {
    const { position, halted } = await lockCheckpoint(tx, reader.name);
    if (halted) return 'halted';
    const events = await readLog(tx, position, limit);
    if (events.length === 0) return 'level';
    await reader.apply(tx, events);
    await tx.query('update checkpoint set position = $2 where reader = $1', [reader.name, events.at(-1)!.position]);
    return 'moved';
  });
}

/** Where a reader is. Nobody else moves it, or writes what it keeps, until the transaction ends. */
export async function lockCheckpoint(
  tx: EntityManager,
  reader: string,
): Promise<{ position: number; halted: boolean }> {
  await tx.query('insert into checkpoint (reader, position) values ($1, 0) on conflict do nothing', [reader]);
  const [row] = await tx.query<{ position: number; halted: boolean }[]>(
    'select position, halted_at is not null as halted from checkpoint where reader = $1 for update',
    [reader],
  );
  return row!;
}

/** Puts a reader whose checkpoint is locked at a position up to which its tables were made anew; it goes on from there. */
export async function putCheckpoint(tx: EntityManager, reader: string, position: number): Promise<void> {
  await tx.query(
    `update checkpoint set position = $2, halted_at = null, halted_because = null, halted_since = null
      where reader = $1`,
    [reader, position],
  );
}

/**
 * Halts a reader before its next event. The reason is the kind of error and its code: a message might quote data. The
 * pass took the checkpoint's row back with it when it was the first.
 */
export async function haltReader(manager: DataSource | EntityManager, reader: string, error: unknown): Promise<void> {
  await manager.query(
    `insert into checkpoint (reader, position, halted_at, halted_because, halted_since)
     values ($1, 0, 1, $2, clock_timestamp())
     on conflict (reader) do update set halted_at = checkpoint.position + 1, halted_because = excluded.halted_because,
            halted_since = excluded.halted_since
      where checkpoint.halted_at is null`,
    [reader, kindOf(error)],
  );
}

/** The kind of an error and its code, for whoever looks: a message might quote data. */
export function kindOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return [name, code].filter(Boolean).join(' ') || 'unknown error';
}

/** How far each reader of the log is, for health, figures and the page. */
export function readerStates(dataSource: DataSource | EntityManager): Promise<ReaderView[]> {
  return dataSource.query<ReaderView[]>(
    `select reader, position, greatest(0, (select coalesce(max(position), 0) from log_order) - position) as behind,
            halted_at as "haltedAt", halted_because as "haltedBecause", halted_since as "haltedSince",
            waiting_for as "waitingFor"
       from checkpoint order by reader`,
  );
}

/**
 * Lets a reader that halted try its event again: when a process starts, for what could not be handled may be handled by
 * the program that was mended, and when an operator asks. Whoever reads under this name goes on at its next look. Gives
 * whether the reader stood still.
 */
export async function resumeHalted(dataSource: DataSource, reader: string): Promise<boolean> {
  const [, changed] = await dataSource.query<[unknown[], number]>(
    `update checkpoint set halted_at = null, halted_because = null, halted_since = null
      where reader = $1 and halted_at is not null`,
    [reader],
  );
  return changed === 1;
}
