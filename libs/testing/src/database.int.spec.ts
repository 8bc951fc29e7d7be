import { Client } from 'pg';
import { emptyDatabase, freshDatabase, type TestDatabase } from './database';

const open: { end(): Promise<void> }[] = [];
const databases: TestDatabase[] = [];

const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  open.push(client);
  return client;
};

const fresh = async (): Promise<TestDatabase> => {
  const database = await freshDatabase();
  databases.push(database);
  return database;
};

afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
  for (const database of databases.splice(0)) await database.drop();
});

const tables = "SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'";

it('is a clone of the migrated template', async () => {
  const owner = await connect((await fresh()).adminUrl);
  expect((await owner.query(tables)).rows[0].n).toBeGreaterThan(0);
});

it('gives each caller a database of its own, also when they ask at once', async () => {
  const names = (await Promise.all([1, 2, 3, 4].map(fresh))).map(({ appUrl }) => new URL(appUrl).pathname);
  expect(new Set(names).size).toBe(4);
});

it.each(['CREATE TABLE mine (n int)', 'CREATE SCHEMA mine', 'CREATE TEMPORARY TABLE mine (n int)'])(
  'does not let the application do this: %s',
  async (statement) => {
    const app = await connect((await fresh()).appUrl);
    await expect(app.query(statement)).rejects.toThrow(/permission denied/);
  },
);

it('lets the owner create', async () => {
  const owner = await connect((await fresh()).adminUrl);
  await expect(owner.query('CREATE TABLE mine (n int)')).resolves.toBeDefined();
});

it('is gone after drop, whoever is connected', async () => {
  const database = await freshDatabase();
  await connect(database.appUrl);
  await database.drop();
  await expect(connect(database.appUrl)).rejects.toThrow(/does not exist/);
});

it('can be had without the migrations', async () => {
  const database = await emptyDatabase();
  databases.push(database);
  const owner = await connect(database.adminUrl);
  expect((await owner.query(tables)).rows[0].n).toBe(0);
});
