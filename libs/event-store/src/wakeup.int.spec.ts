import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { Listener } from './listener';
import { ProcessRegister } from './process-register';
import { Wakeup } from './wakeup';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('a wake-up', () => {
  let heard: string[];
  let listener: Listener;

  beforeEach(async () => {
    heard = [];
    listener = new Listener(database.appUrl, {
      cap_log: () => heard.push('cap_log'),
      cap_feed: () => heard.push('cap_feed'),
    });
    await listener.start();
  });
  afterEach(() => listener.stop());

  it('is given once when the listening begins, for what happened before', () => {
    expect(heard).toEqual(['cap_log', 'cap_feed']);
  });

  it('comes on its channel, and many at once come as few', async () => {
    const wakeup = new Wakeup(dataSource);
    heard.length = 0;
    for (let times = 0; times < 100; times++) wakeup.touch('cap_log');
    wakeup.touch('cap_feed');
    await eventually('both channels', () => heard.includes('cap_feed') && heard.includes('cap_log'));
    expect(heard).toHaveLength(2);
  });

  it('comes again after the connection was lost', async () => {
    heard.length = 0;
    const superuser = new Client({ connectionString: process.env['CAP_TEST_ADMIN_URL'] });
    await superuser.connect();
    const { rowCount } = await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cap-listener' and datname = $1`,
      [new URL(database.appUrl).pathname.slice(1)],
    );
    await superuser.end();
    expect(rowCount).toBe(1);
    await eventually('it listens again, and looks', () => heard.includes('cap_log'));
    heard.length = 0;
    await dataSource.query('notify cap_log');
    await eventually('the wake-up', () => heard.includes('cap_log'));
  });
});

describe('the register of processes', () => {
  it('shows a process while it lives, and forgets one that was silent for a minute', async () => {
    await dataSource.query(
      `insert into process (process_id, kind, roles, pid, seen_at)
       values (gen_random_uuid(), 'cap-api', '{http}', 1, clock_timestamp() - interval '61 seconds')`,
    );
    const register = new ProcessRegister(dataSource, { kind: 'cap-worker', roles: ['clock'], address: null });
    await register.start();
    const rows = () => dataSource.query<object[]>('select process_id, kind, roles, pid, address from process');
    expect(await rows()).toEqual([
      { process_id: register.processId, kind: 'cap-worker', roles: ['clock'], pid: process.pid, address: null },
    ]);
    await register.stop();
    expect(await rows()).toEqual([]);
  });
});
