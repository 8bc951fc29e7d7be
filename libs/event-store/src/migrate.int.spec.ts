import { emptyDatabase, eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate, usualPatience, type MigrationPatience } from './migrate';
import { migrations } from './migrations/all';

const names = migrations.map((migration) => new migration().name);
const hurried: MigrationPatience = { othersMs: 20_000, lockMs: 150, pauseMs: 50, attempts: 200 };

/** What a next version could do: a column that the version before does not know. */
class Remark9999 implements MigrationInterface {
  readonly name = 'Remark0000000009999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table unit add column remark integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table unit drop column remark');
  }
}

const databases: TestDatabase[] = [];
const having = async (making: Promise<TestDatabase>): Promise<TestDatabase> => {
  const database = await making;
  databases.push(database);
  return database;
};
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});

async function connected<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  return work(client).finally(() => client.end());
}

const stepsIn = ({ adminUrl }: TestDatabase): Promise<string[]> =>
  connected(adminUrl, async (client) =>
    (await client.query<{ name: string }>('select name from migrations order by id')).rows.map(({ name }) => name),
  );
const countUnits = ({ appUrl }: TestDatabase) =>
  connected(appUrl, (client) => client.query('select count(*) from unit'));
const hasRemark = ({ adminUrl }: TestDatabase): Promise<boolean> =>
  connected(adminUrl, async (client) => {
    const { rowCount } = await client.query(
      "select from information_schema.columns where table_name = 'unit' and column_name = 'remark'",
    );
    return rowCount === 1;
  });

/** Somebody who reads units in a transaction that stays open until it is told to end. */
async function longReader({ appUrl }: TestDatabase) {
  const reader = new Client({ connectionString: appUrl });
  await reader.connect();
  await reader.query('begin; select count(*) from unit');
  return reader;
}
const migrationWaits = ({ adminUrl }: TestDatabase) =>
  eventually('the migration stands in line', () =>
    connected(adminUrl, async (client) => {
      const { rowCount } = await client.query(
        `select from pg_locks where relation = 'unit'::regclass and not granted and mode = 'AccessExclusiveLock'`,
      );
      return rowCount === 1;
    }),
  );

describe('migrating', () => {
  it('is done once when two begin at the same time', async () => {
    const database = await having(emptyDatabase());
    const taken = await Promise.all([1, 2].map(() => migrate(database.adminUrl)));
    expect(taken.flat()).toEqual(names);
    expect(await stepsIn(database)).toEqual(names);
    expect(await migrate(database.adminUrl)).toEqual([]);
  });

  it('lets those pass who serve, however long somebody reads, and is done when that one has ended', async () => {
    const database = await having(freshDatabase());
    const reader = await longReader(database);
    const migrating = migrate(database.adminUrl, hurried, [Remark9999]);
    for (let times = 0; times < 3; times++) {
      await migrationWaits(database);
      await countUnits(database);
    }
    expect(await hasRemark(database)).toBe(false);
    await reader.end();
    expect(await migrating).toEqual(['Remark0000000009999']);
    expect(await hasRemark(database)).toBe(true);
  });

  it('gives up in the end, leaves nothing behind, says what to do, and goes on the next time', async () => {
    const database = await having(freshDatabase());
    const reader = await longReader(database);
    await expect(migrate(database.adminUrl, { ...hurried, attempts: 2 }, [Remark9999])).rejects.toThrow(
      /Remark0000000009999 did not get its locks: 2 times it waited 150 ms.*end it, and migrate again/s,
    );
    expect(await stepsIn(database)).toEqual(names);
    await reader.end();
    expect(await migrate(database.adminUrl, usualPatience, [Remark9999])).toEqual(['Remark0000000009999']);
  });

  it('says who is before it when another run does not end', async () => {
    const database = await having(freshDatabase());
    const reader = await longReader(database);
    const first = migrate(database.adminUrl, hurried, [Remark9999]);
    await migrationWaits(database);
    await expect(migrate(database.adminUrl, { ...hurried, othersMs: 200 })).rejects.toThrow(
      /Another run has been migrating this database for more than 200 ms.*cap-migrate/s,
    );
    await reader.end();
    await first;
  });
});
