import { eventually, freshDatabase, openLine, type TestDatabase } from '@cap/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { limitsOf, migrationLimits, usualLimits, type ConnectionLimits } from './connection-limits';
import { createDataSource } from './database';
import { Listener } from './listener';
import { isOverload, isTransient } from './transient';

const short: ConnectionLimits = { waitMs: 300, statementMs: 400, lockMs: 150, idleInTransactionMs: 300 };

let database: TestDatabase;
const open: DataSource[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const dataSource of open.splice(0)) await dataSource.destroy();
});
afterAll(() => database?.drop());

async function connect(limits: ConnectionLimits, url = database.appUrl, poolSize = 2): Promise<DataSource> {
  const dataSource = await createDataSource({ url, poolSize, applicationName: 'cap-limits', limits }).initialize();
  open.push(dataSource);
  return dataSource;
}
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => Promise.reject(new Error('It should have failed.')),
    (error: unknown) => error,
  );
const shown = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
  current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`;

describe('the limits of a connection', () => {
  it('are told to the server, by a pool and by a single client', async () => {
    const usual = { statement: '10s', lock: '5s', idle: '10s' };
    expect(await (await connect(usualLimits)).query(shown)).toEqual([{ ...usual, name: 'cap-limits' }]);
    const migrating = await connect(migrationLimits, database.adminUrl);
    expect(await migrating.query(shown)).toEqual([{ statement: '0', lock: '2s', idle: '1min', name: 'cap-limits' }]);
    const client = new Client({ connectionString: database.appUrl, ...limitsOf(usualLimits) });
    await client.connect();
    expect((await client.query<object>(shown)).rows).toMatchObject([usual]);
    await client.end();
  });

  it('end a statement that takes too long, and a wait for a lock; both are overload', async () => {
    const dataSource = await connect(short);
    const tooLong = await thrownBy(dataSource.query('select pg_sleep(20)'));
    const row = `select 1 from business_clock for update`;
    const locked = await dataSource.transaction(async (tx) => {
      await tx.query(row);
      return thrownBy(dataSource.query(row));
    });
    expect([tooLong, locked]).toMatchObject([{ driverError: { code: '57014' } }, { driverError: { code: '55P03' } }]);
    expect([tooLong, locked].map((error) => [isOverload(error), isTransient(error)])).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  it('end a transaction that stands still: what it held is free, and its work may be tried again', async () => {
    const dataSource = await connect(short);
    const still = await thrownBy(
      dataSource.transaction(async (tx) => {
        await tx.query(`select 1 from business_clock for update`);
        await eventually('somebody else has the row', () =>
          dataSource.query(`select 1 from business_clock for update`).then(() => true),
        );
        await tx.query('select 1');
      }),
    );
    expect(isTransient(still)).toBe(true);
    expect(await dataSource.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('say in time that no connection is free; afterwards there is one', async () => {
    const dataSource = await connect({ ...short, idleInTransactionMs: 5000 }, database.appUrl, 1);
    let late: unknown;
    await dataSource.transaction(async () => {
      late = await thrownBy(dataSource.query('select 1'));
    });
    expect([isOverload(late), isTransient(late)]).toEqual([true, true]);
    expect(await dataSource.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('give up a server that is not heard any more, and go on over a new connection', async () => {
    const line = await openLine(database.appUrl);
    const heard: string[] = [];
    const listener = new Listener(line.url, { cap_feed: () => heard.push('cap_feed') }, short);
    await listener.start();
    const dataSource = await connect(short, line.url);
    const deaf = await thrownBy(
      dataSource.transaction(async (tx) => {
        line.goDeaf();
        await tx.query('select 1');
      }),
    );
    expect(deaf).toMatchObject({ driverError: { code: 'ETIMEDOUT' } });
    expect(isTransient(deaf)).toBe(true);
    expect(await dataSource.query('select 1 as one')).toEqual([{ one: 1 }]);
    // It wakes everybody when it connects again, for what was sent meanwhile is lost.
    await eventually('the listener came back', () => heard.length >= 2, { within: 30_000 });
    heard.length = 0;
    await dataSource.query('notify cap_feed');
    await eventually('it hears again', () => heard.length > 0);
    await listener.stop();
    await line.close();
  });
});
