import type { Room } from '@cap/contracts';
import { createDataSource, writeFeed, type FeedChange } from '@cap/event-store';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { holdNextReadingOfTheClock } from './clock-gate.fixture';
import { TestTokens } from './test-tokens.fixture';
import { LiveClient, startLiveInstance, type LiveInstance } from './live-instance.fixture';

interface Body {
  free: number;
}
const region: Room = 'units/region';
const inRegion = (row: string, free: number, ...scopes: string[]): FeedChange<Body> => ({
  row,
  scopes: ['region', ...scopes],
  body: { free },
});

let database: TestDatabase;
let dataSource: DataSource;
let tokens: TestTokens;
let one: LiveInstance;
let other: LiveInstance;
let token: string;
const clients: LiveClient<Body>[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = createDataSource({ url: database.appUrl });
  await dataSource.initialize();
  tokens = await TestTokens.make();
  token = await tokens.of({ role: 'desk' });
  [one, other] = await Promise.all([
    startLiveInstance(database.appUrl, tokens.reader),
    startLiveInstance(database.appUrl, tokens.reader),
  ]);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await dataSource?.destroy();
  await database?.drop();
});

async function connect(instance: LiveInstance): Promise<LiveClient<Body>> {
  const client = await LiveClient.connect<Body>(instance.address, token);
  clients.push(client);
  return client;
}
async function publish(...changes: FeedChange<Body>[]): Promise<void> {
  await dataSource.transaction((tx) => writeFeed(tx, 'units', changes));
  await dataSource.query('notify cap_feed');
}
/** What the feed itself says that a scope holds. */
async function truth(scope: string): Promise<Record<string, Body>> {
  const rows = await dataSource.query<{ row: string; body: Body }[]>(
    `select row_id as row, body from feed_row where feed = 'units' and scope = $1 and not gone order by row_id`,
    [scope],
  );
  return Object.fromEntries(rows.map(({ row, body }) => [row, body]));
}
const shown = (client: LiveClient<Body>, room: Room) =>
  Object.fromEntries([...client.view(room).rows].sort(([a], [b]) => (a < b ? -1 : 1)));
const showsTruth = async (client: LiveClient<Body>, room: Room) =>
  JSON.stringify(shown(client, room)) === JSON.stringify(await truth(room.slice('units/'.length)));

describe('the live channel', () => {
  it('gives a snapshot and then every change, at both processes', async () => {
    await publish(inRegion('a', 1), inRegion('b', 2));
    const followers = [await connect(one), await connect(other)];
    for (const follower of followers) {
      expect(await follower.follow(region)).toMatchObject({ kind: 'snapshot', room: region });
      expect(shown(follower, region)).toEqual(await truth('region'));
    }
    await publish(inRegion('b', 1));
    for (const follower of followers) {
      await eventually('the change is shown', () => follower.view(region).rows.get('b')?.free === 1);
      const last = follower.messages.at(-1);
      expect(last?.room).toBe(region);
      expect(last?.rows.at(-1)).toMatchObject({ row: 'b', gone: false });
    }
  });

  it('shows in the end what the feed holds, whenever each of many clients came during a storm of changes', async () => {
    const provider = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let turn = 0; turn < 60; turn++) {
        const row = `storm-${(writer * 7 + turn * 3) % 12}`;
        await publish(inRegion(row, turn, ...(turn % 3 === 0 ? [`provider:${provider}`] : [])));
      }
    });
    const rooms: Room[] = [region, `units/provider:${provider}`];
    const followers = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const client = await connect(index % 2 === 0 ? one : other);
        await Promise.all(rooms.map((room) => client.follow(room)));
        return client;
      }),
    );
    await Promise.all(writers);
    for (const client of followers) {
      for (const room of rooms) await eventually(`the truth of ${room}`, () => showsTruth(client, room));
      expect(client.refollowed).toBe(0);
    }
  });

  it('misses nothing when a client goes on at the other process', async () => {
    await publish(inRegion('moving', 1), inRegion('leaving', 1));
    const before = await connect(one);
    await before.follow(region);
    before.disconnect();
    await publish(inRegion('moving', 0));
    await publish({ row: 'leaving', scopes: [], body: { free: 0 } }, inRegion('new', 3));
    const after = await connect(other);
    const answer = await after.resume(region, before.view(region));
    expect(answer).toMatchObject({ kind: 'resumption' });
    expect('rows' in answer && answer.rows.map(({ row, gone }) => [row, gone])).toEqual([
      ['moving', false],
      ['leaving', true],
      ['new', false],
    ]);
    expect(shown(after, region)).toEqual(await truth('region'));
  });

  it('does not lose a change that is sent while the state of a joining client is on its way', async () => {
    await publish(inRegion('late', 1));
    const watcher = await connect(one);
    await watcher.follow(region);
    const client = await connect(one);
    // Once this is shown the process has sent all there was: the next to read the clock is the joining client.
    await publish(inRegion('level', 1));
    await eventually('the process is level with the feed', () => watcher.view(region).rows.has('level'));
    const gate = await holdNextReadingOfTheClock(database.adminUrl);
    const answer = client.follow(region);
    await eventually('the joining client waits', gate.somebodyWaits);
    await publish(inRegion('late', 0));
    await eventually('the change was sent to the others', () => watcher.view(region).rows.get('late')?.free === 0);
    await gate.open();
    expect(await answer).toMatchObject({ kind: 'snapshot' });
    // What was sent meanwhile came before this change, or was missed.
    await publish(inRegion('after', 1));
    await eventually('a later change', () => client.view(region).rows.has('after'));
    expect(shown(client, region)).toEqual(await truth('region'));
    expect(client.refollowed).toBe(0);
  });

  it('tells `gone` when a row leaves a scope, and nothing of other scopes', async () => {
    const delft: Room = 'units/municipality:GM0503';
    const client = await connect(one);
    await publish(inRegion('mover', 1, 'municipality:GM0503'), inRegion('stranger', 1, 'municipality:GM0637'));
    await client.follow(delft);
    expect(client.rowIds(delft)).toEqual(['mover']);
    await publish(inRegion('stranger', 2, 'municipality:GM0637'));
    await publish(inRegion('mover', 1, 'municipality:GM0637'));
    await eventually('the row has gone', () => client.rowIds(delft).length === 0);
    const rows = client.messages.flatMap((message) => message.rows);
    expect(rows.at(-1)).toMatchObject({ row: 'mover', gone: true, body: null });
    expect(rows.map(({ row }) => row)).not.toContain('stranger');
  });

  it('sends nothing more after leaving a room', async () => {
    const client = await connect(one);
    const witness = await connect(one);
    await Promise.all([client.follow(region), witness.follow(region)]);
    client.leave(region);
    expect(await client.follow('units/municipality:GM1916')).toMatchObject({ kind: 'snapshot' });
    await publish(inRegion('after-leaving', 1));
    await eventually('the others see it', () => witness.view(region).rows.has('after-leaving'));
    expect(client.messages.filter(({ room }) => room === region)).toEqual([]);
  });

  it('lets clients follow again when the feed is built anew', async () => {
    const client = await connect(one);
    await publish(inRegion('old', 1));
    await client.follow(region);
    await dataSource.transaction(async (tx) => {
      await tx.query(`delete from feed_row where feed = 'units'`);
      await tx.query(`update feed_head set epoch = epoch + 1, change_no = 0 where feed = 'units'`);
      await writeFeed(tx, 'units', [inRegion('rebuilt', 5)]);
    });
    await eventually('the new feed', () => showsTruth(client, region));
    expect(client.rowIds(region)).toEqual(['rebuilt']);
    expect(client.refollowed).toBe(1);
    await publish(inRegion('rebuilt', 4));
    await eventually('a change of the new feed', () => client.view(region).rows.get('rebuilt')?.free === 4);
  });
});
