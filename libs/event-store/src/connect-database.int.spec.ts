import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { connectDatabase } from './connect-database';
import { createDataSource } from './database';

let database: TestDatabase;
let owner: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  owner = await createDataSource({ url: database.adminUrl, poolSize: 1 }).initialize();
});
afterAll(async () => {
  await owner?.destroy();
  await database?.drop();
});

const letIn = (howMany: number) =>
  owner.query(`alter database "${new URL(database.appUrl).pathname.slice(1)}" connection limit ${howMany}`);

it('waits for a database that lets nobody in yet, and says so', async () => {
  await letIn(0);
  const told: unknown[] = [];
  const connecting = connectDatabase(
    { url: database.appUrl, poolSize: 1 },
    { warn: (...line) => void told.push(line) },
  );
  await eventually('it says that it waits', () => told.length > 0);
  expect(told[0]).toEqual([expect.stringContaining('trying again'), expect.objectContaining({ code: '53300' })]);
  await letIn(-1);
  const connected = await connecting;
  expect(await connected.query('select 1 as one')).toEqual([{ one: 1 }]);
  await connected.destroy();
});
