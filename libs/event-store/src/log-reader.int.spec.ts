import { randomUUID } from 'node:crypto';
import { asId, asInstant, type CommandId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { appendEvents } from './log';
import { readerStates, readOnce, resumeHalted, type LogReader } from './log-reader';

const withdrawn: ReferralEvent = { type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } };
const metadata = {
  commandId: asId<CommandId>(randomUUID()),
  actorId: 'desk-1',
  actorRole: 'desk',
  at: asInstant('2028-01-03T09:00:00Z'),
} as const;

let database: TestDatabase;
let here: DataSource;
let there: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query('create table applied (reader text, position bigint); grant all on applied to cap_app');
  await admin.end();
  here = await createDataSource({ url: database.appUrl }).initialize();
  there = await createDataSource({ url: database.appUrl }).initialize();
});
afterEach(async () => {
  await here.destroy();
  await there.destroy();
  await database.drop();
});

/** A reader that writes down each position that it applies; `fault` may throw before it writes. */
const reader = (name: string, fault: (position: number) => void = () => undefined): LogReader => ({
  name,
  apply: async (tx, events) => {
    for (const { position } of events) {
      await tx.query('insert into applied values ($1, $2)', [name, position]);
      fault(position);
    }
  },
});
async function appendMany(count: number): Promise<void> {
  for (let done = 0; done < count; done++)
    await appendEvents(here.manager, { type: 'referral', id: randomUUID() }, 0, [withdrawn], metadata);
}
async function applied(name: string): Promise<number[]> {
  const rows = await here.query<{ position: number }[]>(
    'select position from applied where reader = $1 order by position',
    [name],
  );
  return rows.map(({ position }) => position);
}
async function untilStill(dataSource: DataSource, which: LogReader, limit?: number): Promise<string> {
  for (let passes = 0; passes < 100; passes++) {
    const outcome = await readOnce(dataSource, which, limit);
    if (outcome !== 'moved') return outcome;
  }
  return 'still moving';
}
const stateOf = async (name: string) => (await readerStates(here)).find((state) => state.reader === name);
const transient = () => Object.assign(new Error('deadlock detected'), { code: '40P01' });

describe('a reader of the log', () => {
  it('reads from its checkpoint on, in batches, until it is level', async () => {
    await appendMany(5);
    expect(await untilStill(here, reader('a'), 2)).toBe('level');
    expect(await applied('a')).toEqual([1, 2, 3, 4, 5]);
    await appendMany(1);
    expect(await readOnce(here, reader('a'))).toBe('moved');
    expect(await applied('a')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('moves its checkpoint with its rows, or neither: a lost race is thrown, and the batch comes again', async () => {
    await appendMany(3);
    let failing = true;
    const unlucky = reader('a', (position) => {
      if (failing && position === 2) throw transient();
    });
    await expect(readOnce(here, unlucky)).rejects.toMatchObject({ code: '40P01' });
    expect(await applied('a')).toEqual([]);
    expect(await stateOf('a')).toBeUndefined();
    failing = false;
    expect(await untilStill(here, unlucky)).toBe('level');
    expect(await applied('a')).toEqual([1, 2, 3]);
    expect(await stateOf('a')).toEqual({
      reader: 'a',
      position: 3,
      behind: 0,
      haltedAt: null,
      haltedBecause: null,
      haltedSince: null,
      waitingFor: null,
    });
  });

  it('applies each event once when two processes read under the same name', async () => {
    await appendMany(40);
    await Promise.all([here, there, here, there].map((process) => untilStill(process, reader('a'), 3)));
    expect(await applied('a')).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('halts at an event that it cannot apply, says where and why without quoting it, and leaves the others alone', async () => {
    await appendMany(5);
    const poisoned = reader('a', (position) => {
      if (position === 3) throw new TypeError('cannot read Kanarie Geelveer');
    });
    expect(await untilStill(here, poisoned)).toBe('halted');
    expect(await applied('a')).toEqual([1, 2]);
    expect(await stateOf('a')).toEqual({
      reader: 'a',
      position: 2,
      behind: 3,
      haltedAt: 3,
      haltedBecause: 'TypeError',
      haltedSince: expect.any(String),
      waitingFor: null,
    });
    expect(await untilStill(here, reader('b'))).toBe('level');
    expect(await applied('b')).toEqual([1, 2, 3, 4, 5]);
    expect(await readOnce(there, poisoned)).toBe('halted');
  });

  it('halts at the very first event too, before it has a checkpoint', async () => {
    await appendMany(2);
    const poisoned = reader('a', () => {
      throw new TypeError('no');
    });
    expect(await untilStill(here, poisoned)).toBe('halted');
    expect(await stateOf('a')).toMatchObject({ position: 0, behind: 2, haltedAt: 1, haltedBecause: 'TypeError' });
    expect(await readOnce(here, reader('a'))).toBe('halted');
    expect(await applied('a')).toEqual([]);
  });

  it('halts before an event that a newer program wrote in a shape of its own, and applies all before it', async () => {
    await appendMany(2);
    await here.query(`select append_events('young-person', $1, 0, $2, $3)`, [
      randomUUID(),
      JSON.stringify([{ type: 'StayPlanned', data: { stayId: randomUUID() } }]),
      JSON.stringify({ ...metadata, shapes: { StayPlanned: 99 } }),
    ]);
    await appendMany(1);
    expect(await untilStill(here, reader('a'))).toBe('halted');
    expect(await applied('a')).toEqual([1, 2]);
    const because = 'NewerShape StayPlanned shape 99, known up to 2';
    expect(await stateOf('a')).toMatchObject({ position: 2, behind: 2, haltedAt: 3, haltedBecause: because });
  });

  it('goes on where it stood when it may, each event once; it halts anew while the cause is there', async () => {
    await appendMany(4);
    let broken = true;
    const mended = reader('a', (position) => {
      if (broken && position === 2) throw new TypeError('no');
    });
    expect(await untilStill(here, mended)).toBe('halted');
    const first = await stateOf('a');
    expect(await resumeHalted(there, 'a')).toBe(true);
    expect(await stateOf('a')).toMatchObject({ position: 1, haltedAt: null, haltedBecause: null, haltedSince: null });
    expect(await untilStill(here, mended)).toBe('halted');
    expect((await stateOf('a'))!.haltedSince).not.toBe(first!.haltedSince);

    broken = false;
    await resumeHalted(there, 'a');
    expect(await untilStill(here, mended)).toBe('level');
    expect(await applied('a')).toEqual([1, 2, 3, 4]);
    expect(await resumeHalted(there, 'a')).toBe(false);
  });

  it('stays level and keeps its place over a restart', async () => {
    await appendMany(2);
    await untilStill(here, reader('a'));
    expect(await readOnce(there, reader('a'))).toBe('level');
    expect(await applied('a')).toEqual([1, 2]);
  });
});
