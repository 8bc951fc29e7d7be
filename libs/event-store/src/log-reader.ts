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
    await halt(dataSource, reader.name, error);
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
  await tx.query('update checkpoint set position = $2, halted_at = null, halted_because = null where reader = $1', [
    reader,
    position,
  ]);
}

/**
 * The reason is the kind of error and its code: a message might quote data. The pass took the checkpoint's row back with
 * it when it was the first.
 */
async function halt(dataSource: DataSource, reader: string, error: unknown): Promise<void> {
  const { name, code } = error as { name?: string; code?: string };
  await dataSource.query(
    `insert into checkpoint (reader, position, halted_at, halted_because) values ($1, 0, 1, $2)
     on conflict (reader) do update set halted_at = checkpoint.position + 1, halted_because = excluded.halted_because
      where checkpoint.halted_at is null`,
    [reader, [name, code].filter(Boolean).join(' ') || 'unknown error'],
  );
}

export interface ReaderState {
  readonly reader: string;
  readonly position: number;
  readonly haltedAt: number | null;
  readonly haltedBecause: string | null;
}

/** How far each reader is, for health and the page. */
export function readerStates(dataSource: DataSource | EntityManager): Promise<ReaderState[]> {
  return dataSource.query<ReaderState[]>(
    `select reader, position, halted_at as "haltedAt", halted_because as "haltedBecause" from checkpoint order by reader`,
  );
}

/** How many streams the reactions have put aside. */
export async function parkedStreams(dataSource: DataSource | EntityManager): Promise<number> {
  const [row] = await dataSource.query<{ parked: number }[]>('select count(*)::integer as parked from parked_stream');
  return row!.parked;
}

/**
 * Lets a reader that halted try its event again: called when a process starts, for what could not be handled may be handled
 * by the program that was mended.
 */
export async function resumeHalted(dataSource: DataSource, reader: string): Promise<void> {
  await dataSource.query('update checkpoint set halted_at = null, halted_because = null where reader = $1', [reader]);
}
