import { randomUUID } from 'node:crypto';
import { setImmediate as yieldNow } from 'node:timers/promises';
import { asId, asInstant, type CommandId } from '@cap/contracts';
import type { RecordedEvent, ReferralEvent } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { createDataSource } from './database';
import { appendEvents, logHead, positionOf, readLog, readStream, sequenceLog } from './log';
import { isRetryable } from './transient';

const withdrawn: ReferralEvent = { type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } };
const metadata = {
  commandId: asId<CommandId>(randomUUID()),
  actorId: 'desk-1',
  actorRole: 'desk',
  at: asInstant('2028-01-03T09:00:00Z'),
} as const;

let database: TestDatabase;
let dataSource: DataSource;
const open: QueryRunner[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 20 }).initialize();
});
afterEach(async () => {
  for (const runner of open.splice(0)) await runner.release();
  await dataSource.destroy();
  await database.drop();
});

const append = (manager: EntityManager, id: string, expected: number) =>
  appendEvents(manager, { type: 'referral', id }, expected, [withdrawn], metadata);

/** A transaction that stays open, and has written something: PostgreSQL gave it its number. */
async function beginAndWrite(): Promise<QueryRunner> {
  const runner = dataSource.createQueryRunner();
  open.push(runner);
  await runner.startTransaction();
  await runner.query(`insert into checkpoint (reader, position) values ($1, 0)`, [randomUUID()]);
  return runner;
}

/** Reads as a reader does: sequence, then what lies after its position. */
async function readOn(seen: RecordedEvent[]): Promise<void> {
  await sequenceLog(dataSource);
  seen.push(...(await readLog(dataSource, seen.at(-1)?.position ?? 0, 500)));
}
const streamsOf = (seen: readonly RecordedEvent[]) =>
  seen.map(({ position, streamId, version }) => [position, streamId, version]);

describe('the order of the log', () => {
  it('does not skip an event that was inserted first and committed last', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const seen: RecordedEvent[] = [];
    const late = await beginAndWrite();
    await append(late.manager, first, 0);
    await append(dataSource.manager, second, 0);
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([[1, second, 1]]);
    await late.commitTransaction();
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([
      [1, second, 1],
      [2, first, 1],
    ]);
  });

  it('keeps one stream in order when a transaction writes first, appends last and commits last', async () => {
    const stream = randomUUID();
    const seen: RecordedEvent[] = [];
    const early = await beginAndWrite();
    await append(dataSource.manager, stream, 0);
    await append(early.manager, stream, 1);
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([[1, stream, 1]]);
    await early.commitTransaction();
    await readOn(seen);
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([
      [1, stream, 1],
      [2, stream, 2],
    ]);
  });

  it('gives a reader that comes later the same order, and no position to what was rolled back', async () => {
    const [kept, gone] = [randomUUID(), randomUUID()];
    const undone = await beginAndWrite();
    await append(undone.manager, gone, 0);
    await append(dataSource.manager, kept, 0);
    await undone.rollbackTransaction();
    await append(dataSource.manager, kept, 1);
    const seen: RecordedEvent[] = [];
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([
      [1, kept, 1],
      [2, kept, 2],
    ]);
    expect(await positionOf(dataSource, { streamType: 'referral', streamId: gone, version: 1 })).toBeNull();
    expect(await positionOf(dataSource, { streamType: 'referral', streamId: kept, version: 2 })).toBe(2);
    expect(await logHead(dataSource)).toBe(2);
  });

  it('is stalled by nobody: not by an open transaction, not by one that appended, not by one that sequences', async () => {
    const bystander = await beginAndWrite();
    const appending = await beginAndWrite();
    await append(appending.manager, randomUUID(), 0);
    const stream = randomUUID();
    await append(dataSource.manager, stream, 0);
    const seen: RecordedEvent[] = [];
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([[1, stream, 1]]);

    // Somebody died, or sleeps, while it sequenced: others do not wait for it, and nothing that it took is lost.
    await append(dataSource.manager, stream, 1);
    const sequencing = await beginAndWrite();
    await sequencing.query('select sequence_log()');
    await append(dataSource.manager, stream, 2);
    await readOn(seen);
    expect(seen).toHaveLength(1);
    await sequencing.rollbackTransaction();
    await readOn(seen);
    expect(streamsOf(seen)).toEqual([1, 2, 3].map((version) => [version, stream, version]));
    await bystander.rollbackTransaction();
  });

  it('shows each reader every event once, dense and in stream order, in a storm of appends and sequencers', async () => {
    const [writers, each] = [8, 200];
    const streams = Array.from({ length: 12 }, () => randomUUID());
    let storming = true;
    let allSequenced = false;
    const sequencers = Array.from({ length: 3 }, async () => {
      while (storming) await sequenceLog(dataSource);
    });
    const readers = Array.from({ length: 3 }, () => follow(() => allSequenced));
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer, each, streams)));
    storming = false;
    await Promise.all(sequencers);
    await sequenceLog(dataSource);
    allSequenced = true;
    const logs = await Promise.all(readers);
    const order = streamsOf(logs[0]!);
    expect(order.map(([position]) => position)).toEqual(
      Array.from({ length: writers * each }, (_, index) => index + 1),
    );
    for (const stream of streams) {
      const versions = order.filter(([, id]) => id === stream).map(([, , version]) => version);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }
    for (const log of logs) expect(streamsOf(log)).toEqual(order);
  });

  /** Appends, each time in a transaction that wrote before; every third one lets others go first. */
  async function write(writer: number, times: number, streams: readonly string[]): Promise<void> {
    for (let done = 0; done < times;) {
      const stream = streams[(writer * 7 + done * 5) % streams.length]!;
      try {
        await dataSource.transaction(async (tx) => {
          await tx.query('insert into checkpoint (reader, position) values ($1, 0)', [randomUUID()]);
          if (done % 3 === 0) await yieldNow();
          const { version } = await readStream(tx, 'referral', stream);
          await append(tx, stream, version);
          if (done % 3 === 1) await yieldNow();
        });
        done++;
      } catch (error) {
        if (!isRetryable(error)) throw error;
      }
    }
  }

  /** A reader that never goes back: whatever it saw up to its position is what it saw. */
  async function follow(nothingMoreComes: () => boolean): Promise<RecordedEvent[]> {
    const seen: RecordedEvent[] = [];
    for (;;) {
      const last = nothingMoreComes();
      const next = await readLog(dataSource, seen.at(-1)?.position ?? 0, 50);
      seen.push(...next);
      if (last && next.length === 0) return seen;
    }
  }
});
