import { randomUUID } from 'node:crypto';
import type { Socket as NetSocket } from 'node:net';
import { liveEvents, type MoveAway } from '@cap/contracts';
import { createDataSource } from '@cap/event-store';
import { eventually, freshDatabase, type TestDatabase, keepTableBusy } from '@cap/testing';
import { io, type Socket } from 'socket.io-client';
import type { DataSource } from 'typeorm';
import { ApiProcess, type Answer } from './api-process.fixture';

let database: TestDatabase;
let dataSource: DataSource;
const started: ApiProcess[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
});
afterEach(async () => {
  for (const api of started.splice(0)) await api.close();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

async function start(): Promise<ApiProcess> {
  const api = await ApiProcess.start(database.appUrl, {
    CAP_DATABASE_POOL: '16',
    CAP_LOCK_TIMEOUT_MS: '60000',
    CAP_STATEMENT_TIMEOUT_MS: '60000',
  });
  started.push(api);
  return api;
}
const carriedOut = async (ids: readonly string[]): Promise<string[]> => {
  const rows = await dataSource.query<{ id: string }[]>(
    `select referrer_id as id from referrer join command on command_id = referrer_id where referrer_id = any($1)`,
    [ids],
  );
  return rows.map(({ id }) => id).sort();
};
const refuses = (api: ApiProcess): Promise<boolean> =>
  api.dial().then(
    ({ socket }) => !socket.destroy(),
    () => true,
  );
async function followLive(api: ApiProcess): Promise<{ socket: Socket; moves: MoveAway[]; ends: string[] }> {
  const socket = io(api.address, {
    path: '/live',
    transports: ['websocket'],
    auth: { token: api.token },
    reconnection: false,
    forceNew: true,
  });
  const heard = { socket, moves: [] as MoveAway[], ends: [] as string[] };
  socket.on(liveEvents.move, (move: MoveAway) => heard.moves.push(move));
  socket.on('disconnect', (reason) => heard.ends.push(reason));
  await eventually('it is connected', () => socket.connected);
  return heard;
}

function stopReading(socket: Socket): void {
  (socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket.pause();
}

describe('a front door that is asked to end', () => {
  it('lets nobody in, answers the commands that are under way, and tells its followers to move', async () => {
    const api = await start();
    const [stays, moves] = [await followLive(api), await followLive(api)];
    moves.socket.on(liveEvents.move, () => moves.socket.disconnect());
    const busy = await keepTableBusy(database.adminUrl, 'referrer');
    const ids = Array.from({ length: 12 }, () => randomUUID() as string);
    const answers = Promise.all(ids.map((id) => api.register(id).catch(() => null)));
    await busy.held(ids.length);
    const ended = api.terminate();
    await eventually('nobody is let in', () => refuses(api));
    await eventually('the followers were told', () => moves.moves.length === 1 && stays.moves.length === 1);
    await busy.letGo();
    for (const answer of await answers) expect([answer?.status, answer?.headers.connection]).toEqual([201, 'close']);
    expect(await ended).toBe(0);
    expect(await carriedOut(ids)).toEqual([...ids].sort());
    expect([moves.ends, stays.ends]).toEqual([['io client disconnect'], ['transport close']]);
    expect(stays.moves[0]!.withinMs).toBeGreaterThan(0);
    expect(api.said.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });

  it('does nothing that it does not answer, in the middle of its work', async () => {
    const api = await start();
    const answered: string[] = [];
    const unanswered: string[] = [];
    let stop = false;
    const clients = Array.from({ length: 12 }, async () => {
      while (!stop) {
        const id = randomUUID();
        const answer = await api.register(id).catch((): Answer | null => null);
        (answer?.status === 201 ? answered : unanswered).push(id);
        stop ||= answer === null;
      }
    });
    await eventually('they are at work', () => answered.length > 100, { within: 60_000 });
    expect(await api.terminate()).toBe(0);
    await Promise.all(clients);
    expect(unanswered.length).toBeGreaterThan(0);
    expect(await carriedOut([...answered, ...unanswered])).toEqual([...answered].sort());
  });

  it('does not wait for somebody who does not send on, nor for a follower who does not read', async () => {
    const api = await start();
    const { socket, closed } = await api.dial();
    socket.write('POST /v1/referrers HTTP/1.1\r\nHost: cap\r\nContent-Length: 1000\r\n\r\n{');
    const follower = await followLive(api);
    stopReading(follower.socket);
    expect(await api.terminate()).toBe(0);
    await closed;
    follower.socket.disconnect();
  });
});
