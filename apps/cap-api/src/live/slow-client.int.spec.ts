import type { Room, RoomState } from '@cap/contracts';
import { createDataSource, writeFeed } from '@cap/event-store';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { LiveClient, startLiveInstance, type LiveInstance } from './live-instance.fixture';
import { mostRooms } from './live.gateway';
import { TestTokens } from './test-tokens.fixture';

interface Body {
  turn: number;
  /** As long as what a unit says of itself. */
  more: string;
}
const region: Room = 'units/region';
const units = Array.from({ length: 300 }, (_, index) => `unit-${index}`);
const more = 'x'.repeat(2000);
const megabyte = 1024 * 1024;
/** More than the kernel keeps for a connection on one machine. */
const muchMore = 40 * megabyte;

let database: TestDatabase;
let dataSource: DataSource;
let instance: LiveInstance;
let token: string;
let turn = 0;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
  const tokens = await TestTokens.make();
  token = await tokens.of({ role: 'desk' });
  instance = await startLiveInstance(database.appUrl, tokens.reader);
});
afterAll(async () => {
  await instance?.stop();
  await dataSource?.destroy();
  await database?.drop();
});

/** Every unit changes. */
async function change(): Promise<void> {
  turn++;
  const changes = units.map((row) => ({ row, scopes: ['region'], body: { turn, more } satisfies Body }));
  await dataSource.transaction((tx) => writeFeed(tx, 'units', changes));
  await dataSource.query('notify cap_feed');
}
const follow = async (): Promise<LiveClient<Body>> => {
  const client = await LiveClient.connect<Body>(instance.address, token);
  expect(await client.follow(region)).toMatchObject({ kind: 'snapshot' });
  return client;
};
const isLevel = (client: LiveClient<Body>): boolean => {
  const { rows } = client.view(region);
  return rows.size === units.length && [...rows.values()].every((body) => body.turn === turn);
};
/** Lets units change until `enough`; somebody who reads must have each change before the next. Gives the most that waited. */
async function changeUntil(enough: () => boolean, reader: LiveClient<Body>, slow: string): Promise<number> {
  let most = 0;
  while (!enough()) {
    await change();
    await eventually('the reader has it', () => isLevel(reader), { within: 30_000 });
    most = Math.max(most, instance.waiting().get(slow) ?? 0);
  }
  return most;
}

describe('a client that does not read', () => {
  it('costs less than 1 MB however much changes, and goes on without a hole when it reads again', async () => {
    await change();
    const [reader, slow] = [await follow(), await follow()];
    slow.reads = false;
    const end = turn + muchMore / (units.length * more.length);
    const most = await changeUntil(() => turn >= end, reader, slow.id);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(megabyte);
    slow.reads = true;
    await eventually('it shows what there is', () => isLevel(slow));
    expect(slow.refollowed).toBe(0);
    await change();
    await eventually('it is told the next change', () => isLevel(slow));
    // It was told much less than there was: only the newest state of each unit.
    const told = (client: LiveClient<Body>) => client.messages.reduce((sum, { rows }) => sum + rows.length, 0);
    expect(told(slow)).toBeLessThan(told(reader));
    for (const client of [reader, slow]) client.disconnect();
  });

  it('is taken for gone after ten seconds; it comes again and resumes', async () => {
    await change();
    const [reader, slow] = [await follow(), await follow()];
    const { id } = slow;
    const ended = slow.ended();
    slow.reads = false;
    const most = await changeUntil(() => !instance.waiting().has(id), reader, id);
    expect(most).toBeLessThan(megabyte);
    await ended;
    const again = await LiveClient.connect<Body>(instance.address, token);
    const answer = (await again.resume(region, slow.view(region))) as RoomState;
    expect(answer.kind).toBe('resumption');
    await eventually('it shows what there is', () => isLevel(again));
    for (const client of [reader, again]) client.disconnect();
  });
});

describe('a client that asks too much', () => {
  const roomOf = (index: number): Room => `units/unit:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

  it('follows so many rooms and no more; one that it leaves makes room', async () => {
    const client = await LiveClient.connect(instance.address, token);
    for (let index = 0; index < mostRooms; index++) await client.follow(roomOf(index));
    expect(await client.follow(roomOf(mostRooms))).toMatchObject({ refused: 'too-many-rooms' });
    expect(await client.follow(roomOf(0))).toMatchObject({ kind: 'snapshot' });
    client.leave(roomOf(0));
    expect(await client.follow(roomOf(mostRooms))).toMatchObject({ kind: 'snapshot' });
    client.disconnect();
  });

  it('is sent away when it asks on without waiting for an answer', async () => {
    const client = await LiveClient.connect(instance.address, token);
    const ended = client.ended();
    for (let times = 0; times < 10 * mostRooms; times++) void client.follow(region);
    expect(await ended).toBe('io server disconnect');
  });
});
