import { randomUUID } from 'node:crypto';
import { createDataSource } from '@cap/event-store';
import { eventually, freshDatabase, openLine, type Line, type TestDatabase, keepTableBusy } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { ApiProcess, type Answer } from './api-process.fixture';

const pool = 4;
const patient = { CAP_LOCK_TIMEOUT_MS: '60000', CAP_STATEMENT_TIMEOUT_MS: '60000' };

let database: TestDatabase;
let dataSource: DataSource;
let line: Line;
let api: ApiProcess;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
  line = await openLine(database.appUrl);
  api = await ApiProcess.start(line.url, { CAP_DATABASE_POOL: String(pool), ...patient });
});
afterAll(async () => {
  await api?.close();
  await line?.close();
  await dataSource?.destroy();
  await database?.drop();
});

const registered = async (ids: readonly string[]): Promise<number> => {
  const [row] = await dataSource.query<{ count: number }[]>(
    `select count(*)::integer as count from referrer join event on stream_id = referrer_id where referrer_id = any($1)`,
    [ids],
  );
  return row!.count;
};
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const give = (commands: readonly string[]): Promise<Answer[]> => Promise.all(commands.map((id) => api.register(id)));
/** 503 as the contract has it: when to come back, and that a repeat is safe. */
const away = (code: string) => ({
  status: 503,
  headers: expect.objectContaining({
    'retry-after': '2',
    'content-type': expect.stringContaining('application/problem+json') as string,
  }) as object,
  body: expect.objectContaining({
    code,
    todo: expect.stringContaining('dezelfde Idempotency-Key') as string,
  }) as object,
});
const slowest = (answers: readonly Answer[]): number => Math.max(...answers.map(({ tookMs }) => tookMs));
/** The database ends the door's sessions, as when it is stopped: the same role may ask for that. */
const endSessions = () =>
  dataSource.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'cap-api'`,
  );

describe('more than the database has connections for', () => {
  it('is told so within two seconds; afterwards the door is open, and nothing was half done', async () => {
    const busy = await keepTableBusy(database.adminUrl, 'referrer');
    const slow = ids(pool);
    const answers = give(slow);
    await busy.held(pool);
    const turnedAway = ids(12);
    const [commands, readings, figures] = await Promise.all([
      give(turnedAway),
      Promise.all(Array.from({ length: 12 }, () => api.get('/v1/referrers'))),
      fetch(`${api.address}/metrics`).then((response) => response.text()),
    ]);
    // What this process counts is told all the same: it says why.
    expect(figures).toMatch(/^cap_database_answers 0$/m);
    expect(figures).toMatch(/^cap_database_connections\{[^}]*state="waited-for"[^}]*\} \d+$/m);
    for (const answer of [...commands, ...readings]) expect(answer).toMatchObject(away('too-busy'));
    expect(slowest([...commands, ...readings])).toBeLessThan(2000);
    await busy.letGo();
    expect((await answers).map(({ status }) => status)).toEqual(slow.map(() => 201));
    expect([await registered(slow), await registered(turnedAway)]).toEqual([pool, 0]);
    await eventually('the same commands are carried out', async () => {
      const repeated = await give(turnedAway);
      return repeated.every(({ status }) => status === 201);
    });
    expect(await registered(turnedAway)).toBe(turnedAway.length);
  });

  it('is told so as well when it is the server that has no session left', async () => {
    const admin = await createDataSource({ url: database.adminUrl, poolSize: 1 }).initialize();
    const limit = (most: number) =>
      admin.query(`alter database ${new URL(database.appUrl).pathname.slice(1)} connection limit ${most}`);
    await limit(0);
    await endSessions();
    await eventually('no session is left', async () => (await api.get('/v1/referrers')).body.code === 'too-busy');
    const refused = await Promise.all([api.register(), api.get('/v1/referrers')]);
    await limit(-1);
    await admin.destroy();
    for (const answer of refused) expect(answer).toMatchObject(away('too-busy'));
    expect(slowest(refused)).toBeLessThan(2000);
    expect((await api.register()).status).toBe(201);
  });
});

describe('a database that goes away', () => {
  it('is never a fault of the door: what was under way and what comes gets 503, and may be repeated', async () => {
    const busy = await keepTableBusy(database.adminUrl, 'referrer');
    const underWay = ids(3);
    const answers = give(underWay);
    await busy.held(3);
    await line.cut();
    expect(await answers).toMatchObject(underWay.map(() => away('temporarily-unavailable')));
    const coming = [await api.register(), await api.get('/v1/referrers'), await api.get('/health/ready')];
    for (const answer of coming) expect(answer).toMatchObject(away('temporarily-unavailable'));
    expect(slowest(coming)).toBeLessThan(2000);
    await line.mend();
    await busy.letGo();
    await eventually('it is back', async () => (await api.get('/health/ready')).status === 200);
    expect((await give(underWay)).map(({ status }) => status)).toEqual(underWay.map(() => 201));
    expect(await registered(underWay)).toBe(3);
  });

  it('may also end the sessions itself, as it does when it is stopped', async () => {
    const busy = await keepTableBusy(database.adminUrl, 'referrer');
    const underWay = ids(2);
    const answers = give(underWay);
    await busy.held(2);
    await endSessions();
    expect(await answers).toMatchObject(underWay.map(() => away('temporarily-unavailable')));
    await busy.letGo();
    expect(await registered(underWay)).toBe(0);
    expect((await give(underWay)).map(({ status }) => status)).toEqual([201, 201]);
  });

  it('is given up when it is not heard any more, and the door goes on over other connections', async () => {
    const hurried = await ApiProcess.start(line.url, {
      CAP_STATEMENT_TIMEOUT_MS: '500',
      CAP_IDLE_IN_TRANSACTION_MS: '500',
    });
    expect((await hurried.get('/v1/referrers')).status).toBe(200);
    line.goDeaf();
    expect(await hurried.get('/v1/referrers')).toMatchObject(away('temporarily-unavailable'));
    expect((await hurried.register()).status).toBe(201);
    await hurried.close();
  });
});

describe('a command that waits too long for what another holds', () => {
  it('is not tried again by the door, and was not carried out; given again it is', async () => {
    const impatient = await ApiProcess.start(database.appUrl, { CAP_LOCK_TIMEOUT_MS: '300' });
    const busy = await keepTableBusy(database.adminUrl, 'referrer');
    const id = randomUUID();
    const answer = await impatient.register(id);
    expect(answer).toMatchObject(away('too-busy'));
    expect(answer.tookMs).toBeLessThan(2000);
    await busy.letGo();
    expect(await registered([id])).toBe(0);
    const again = await impatient.register(id);
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined]);
    await impatient.close();
  });
});
