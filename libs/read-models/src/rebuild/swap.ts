import { setTimeout as pause } from 'node:timers/promises';
import { beginEpoch, lockCheckpoint, logHead, putCheckpoint, readLog } from '@cap/event-store';
import { QueryFailedError, type EntityManager } from 'typeorm';
import type { ReadModel } from '../read-model';
import type { NewTables } from './new-tables';

/** The tables could not be swapped: somebody kept reading or writing them for too long. */
export class TablesInUse extends Error {
  constructor(readonly model: string) {
    super(`The tables of ${model} are in use, and were not let go.`);
  }
}

const eventsPerPass = 500;
/** Who wants to read queues behind a swap that waits: so it waits briefly, and tries again. */
const patienceMs = 200;
/** A pass of the worker takes its time; while the swap waits for it nobody but the worker waits behind the swap. */
const passMs = 10_000;
const againMs = 100;
const lockNotAvailable = '55P03';

/**
 * Brings new tables, which are at `position`, to the end of the log, and swaps them as soon as nobody holds the old ones.
 * Gives the position at which they were swapped. Throws `TablesInUse` when that did not succeed within `withinMs`.
 */
export async function catchUpAndSwap(
  manager: EntityManager,
  model: ReadModel,
  tables: NewTables,
  position: number,
  withinMs: number,
): Promise<number> {
  let reached = position;
  for (const until = Date.now() + withinMs; ; await pause(againMs)) {
    reached = await catchUp(manager, model, reached, await logHead(manager));
    try {
      return await manager.transaction((tx) => swap(tx, model, tables, reached));
    } catch (error) {
      if (!(error instanceof QueryFailedError) || error.driverError.code !== lockNotAvailable) throw error;
      if (Date.now() > until) throw new TablesInUse(model.name);
    }
  }
}

/** Applies the log from one position to another as the worker does, to the tables that come first in the search path. */
async function catchUp(manager: EntityManager, model: ReadModel, from: number, to: number): Promise<number> {
  let position = from;
  while (position < to) {
    const events = await readLog(manager, position, eventsPerPass);
    await model.apply(manager, events);
    position = events.at(-1)!.position;
  }
  return position;
}

/**
 * Under the model's lock no worker writes the old tables. The new ones first take in what these have: nobody who looks
 * twice sees an older list than before. Tables, checkpoint and epoch of the feed change in one commit.
 */
async function swap(tx: EntityManager, model: ReadModel, tables: NewTables, reached: number): Promise<number> {
  await tx.query(`set local lock_timeout to ${passMs}`);
  const { position: old } = await lockCheckpoint(tx, model.name);
  const position = await catchUp(tx, model, reached, old);
  const feed = await tables.feedPosition(tx);
  await tx.query(`set local lock_timeout to ${patienceMs}`);
  await tables.takePlace(tx);
  if (model.feed && feed) await beginEpoch(tx, model.feed.name, feed);
  await putCheckpoint(tx, model.name, position);
  // All that was written without waiting for the disk is on it with this commit.
  await tx.query('set local synchronous_commit to on');
  return position;
}
