import { randomUUID } from 'node:crypto';
import { asId, asInstant, type CommandId } from '@cap/contracts';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { appendEvents } from './log';
import { readerStates } from './log-reader';
import { OutwardReader, type NoTurn, type Turn } from './outward-reader';

const minute = 60_000;
const metadata = {
  commandId: asId<CommandId>(randomUUID()),
  actorId: 'desk-1',
  actorRole: 'desk',
  at: asInstant('2028-01-03T09:00:00Z'),
} as const;

let database: TestDatabase;
let dataSource: DataSource;
beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
  for (let n = 0; n < 5; n++)
    await appendEvents(
      dataSource.manager,
      { type: 'referral', id: randomUUID() },
      0,
      [{ type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } }],
      metadata,
    );
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const open = () => new OutwardReader(dataSource, 'outward', minute);
const expire = () => dataSource.query(`update lease set until = clock_timestamp() - interval '1 second'`);
const state = async () => (await readerStates(dataSource))[0];
const positions = (turn: Turn | NoTurn) => (typeof turn === 'string' ? turn : turn.events.map((one) => one.position));
async function turnOf(reader: OutwardReader, limit = 3): Promise<Turn> {
  const turn = await reader.turn(limit);
  if (typeof turn === 'string') throw new Error(turn);
  return turn;
}

describe('a reader whose work is outside the database', () => {
  it('gets the same events until it says that they are done, and then the next', async () => {
    const reader = open();
    expect(positions(await reader.turn(3))).toEqual([1, 2, 3]);
    const turn = await turnOf(reader);
    expect(positions(turn)).toEqual([1, 2, 3]);
    expect(await reader.done(turn, 2)).toBe(true);
    expect(positions(await reader.turn(10))).toEqual([3, 4, 5]);
    expect(await reader.done(await turnOf(reader), 5)).toBe(true);
    expect(await reader.turn(3)).toBe('level');
  });

  it('waits while another has the lease, and goes on where that one was when it gave up', async () => {
    const [one, two] = [open(), open()];
    await one.done(await turnOf(one), 2);
    expect(await two.turn(3)).toBe('elsewhere');
    await one.giveUp();
    expect(positions(await two.turn(10))).toEqual([3, 4, 5]);
    expect(await one.keep()).toBe(false);
  });

  it('moves no checkpoint when it lost the lease during its work', async () => {
    const [old, next] = [open(), open()];
    const late = await turnOf(old);
    await expire();
    const turn = await turnOf(next, 2);
    expect(positions(turn)).toEqual([1, 2]);
    expect(await old.done(late, 3)).toBe(false);
    expect((await state())?.position).toBe(0);
    expect(await next.done(turn, 2)).toBe(true);
  });

  it('moves no checkpoint from where another has gone on, though the lease came back to it', async () => {
    const [old, next] = [open(), open()];
    const late = await turnOf(old, 2);
    await expire();
    expect(await next.done(await turnOf(next, 5), 5)).toBe(true);
    await expire();
    expect(await old.keep()).toBe(true);
    expect(await old.done(late, 2)).toBe(false);
    expect((await state())?.position).toBe(5);
  });

  it('says for whom it waits, until it moves on', async () => {
    const reader = open();
    const turn = await turnOf(reader);
    await reader.waitsFor('the broker');
    expect(await state()).toMatchObject({ position: 0, waitingFor: 'the broker' });
    await reader.done(turn, 3);
    expect(await state()).toMatchObject({ position: 3, waitingFor: null });
  });

  it('halts before an event of a newer shape, when all before it is done', async () => {
    await dataSource.query(`select append_events('referral', $1, 0, $2, $3)`, [
      randomUUID(),
      JSON.stringify([{ type: 'ReferralWithdrawn', data: {} }]),
      JSON.stringify({ ...metadata, shapes: { ReferralWithdrawn: 2 } }),
    ]);
    const reader = open();
    const turn = await turnOf(reader, 10);
    expect(positions(turn)).toEqual([1, 2, 3, 4, 5]);
    await reader.done(turn, 5);
    expect(await reader.turn(10)).toBe('halted');
    const because = 'NewerShape ReferralWithdrawn shape 2, known up to 1';
    expect(await state()).toMatchObject({ position: 5, haltedAt: 6, haltedBecause: because });
  });

  it('halts before an event that it cannot handle', async () => {
    const reader = open();
    await reader.done(await turnOf(reader), 2);
    await reader.halt(new TypeError('cannot read Kanarie Geelveer'));
    expect(await reader.turn(3)).toBe('halted');
    expect(await state()).toMatchObject({ position: 2, haltedAt: 3, haltedBecause: 'TypeError' });
  });
});
