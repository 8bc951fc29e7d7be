import { logHead, nextEpoch, removeOtherEpochs } from '@cap/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import type { ReadModel } from '../read-model';
import { eventsToFold, foldSequel, foldStreams, type Connections } from './fold-streams';
import { NewTables } from './new-tables';
import { catchUpAndSwap } from './swap';

/** Somebody else is rebuilding this read model. */
export class AlreadyRebuilding extends Error {
  constructor(readonly model: string) {
    super(`${model} is being rebuilt already.`);
  }
}

export interface RebuildProgress {
  readonly step: 'fold' | 'index' | 'swap';
  /** Events of the log that are in the new tables, of those that are to be. */
  readonly done: number;
  readonly total: number;
}

export interface RebuildOptions {
  readonly tell?: (progress: RebuildProgress) => void;
  /** How long the swap may be tried while others hold the old tables. */
  readonly swapWithinMs?: number;
  /** Of the log, at once: many, so that round trips do not count, and few enough for any memory. */
  readonly eventsPerPage?: number;
}

export interface Rebuilt {
  /** Position of the log that the tables were at when they were swapped. */
  readonly position: number;
  /** The epoch that its feed began, or null for a read model without a feed. */
  readonly epoch: number | null;
}

const rebuildLocks = 7002;

/**
 * Makes a read model anew from the log while the old one serves, and swaps them in one short transaction. Whoever follows
 * its feed sees a new epoch and reads it. Works on two connections of the database's owner, one of them only reading the log; when
 * one is lost, or the process is killed, nothing has changed for who reads, and the next rebuild clears away what is left. Throws
 * `AlreadyRebuilding`, `CannotFold`, and `TablesInUse`.
 */
export async function rebuild(
  dataSource: DataSource,
  model: ReadModel,
  { tell = () => undefined, swapWithinMs = 60_000, eventsPerPage = 10_000 }: RebuildOptions = {},
): Promise<Rebuilt> {
  const runner = dataSource.createQueryRunner();
  const reader = dataSource.createQueryRunner();
  try {
    await lockModel(runner.manager, model);
    for (const { manager } of [runner, reader]) await prepare(manager);
    const tables = new NewTables(runner.manager, model);
    await clear(runner.manager, model, tables);
    const epoch = model.feed ? await nextEpoch(runner.manager, model.feed.name) : null;
    await tables.make();
    const connections = { reader: reader.manager, writer: runner.manager };
    const filledTo = await fill(connections, model, tables, { epoch, eventsPerPage, tell });
    const position = await catchUpAndSwap(runner.manager, model, tables, filledTo, swapWithinMs);
    await runner.query('notify cap_feed');
    await clear(runner.manager, model, tables);
    return { position, epoch };
  } finally {
    for (const one of [reader, runner]) {
      // Lets go of the lock, the role and the settings; on a connection that is lost they went with it.
      await one.query('discard all').catch(() => undefined);
      await one.release();
    }
  }
}

/** One rebuild of a model at a time: the lock is the session's, so that it ends with it. */
async function lockModel(manager: EntityManager, model: ReadModel): Promise<void> {
  const [lock] = await manager.query<{ taken: boolean }[]>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [
    rebuildLocks,
    model.name,
  ]);
  if (!lock!.taken) throw new AlreadyRebuilding(model.name);
}

/** The tables are the owner's. */
async function prepare(manager: EntityManager): Promise<void> {
  await manager.query(
    `select set_config('role', tableowner, false) from pg_tables where schemaname = 'public' and tablename = 'checkpoint'`,
  );
  // Nothing is lost with a server that stops before the swap: it is made anew.
  await manager.query('set synchronous_commit to off');
  // A server whose client was killed sees it while it works or waits, and lets go of the lock.
  await manager.query(`set client_connection_check_interval to '1s'`);
  // The log is read along the index of the streams, page after page: by itself the planner sorts all of it for each page.
  await manager.query('set enable_sort to off');
}

/** Fills the new tables, and an epoch of the feed, from the log as it is now. Gives the position of its end. */
async function fill(
  connections: Connections,
  model: ReadModel,
  tables: NewTables,
  { epoch, eventsPerPage, tell }: { epoch: number | null } & Required<Pick<RebuildOptions, 'eventsPerPage' | 'tell'>>,
): Promise<number> {
  const upTo = await logHead(connections.writer);
  const total = await eventsToFold(connections.writer, model, upTo);
  const feedStart = epoch === null ? null : { epoch, changeNo: 0 };
  const streams = { upTo, eventsPerPage, feedStart };
  let done = 0;
  const folded = (events: number) => tell({ step: 'fold', done: (done += events), total });
  const feed = await foldStreams(connections, model, streams, folded);
  tell({ step: 'index', done, total });
  await tables.complete(feed);
  await foldSequel(connections, model, streams, folded);
  tell({ step: 'swap', done, total });
  return upTo;
}

/** Removes what nobody reads: what an earlier rebuild left, and in the end what this one replaced. */
async function clear(manager: EntityManager, model: ReadModel, tables: NewTables): Promise<void> {
  await tables.remove();
  if (model.feed) await removeOtherEpochs(manager, model.feed.name);
}
