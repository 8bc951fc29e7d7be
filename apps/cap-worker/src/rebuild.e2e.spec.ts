import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createDataSource, readFeed, readOnce } from '@cap/event-store';
import { listReferrals, readModelEntities, referralFeed, referralList } from '@cap/read-models';
import { eventually, fillLog, freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource, QueryRunner } from 'typeorm';

const program = join(__dirname, '../dist/rebuild-cli.js');
const gate = 99;

let database: TestDatabase;
let owner: DataSource;
const processes: ChildProcess[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  owner = await createDataSource({ url: database.adminUrl, entities: readModelEntities }).initialize();
  await fillLog(database.adminUrl, 2000);
  while ((await readOnce(owner, referralList)) === 'moved');
});
afterEach(async () => {
  for (const started of processes.splice(0)) if (started.exitCode === null) started.kill('SIGKILL');
  await owner.destroy();
  await database.drop();
});

function start(...args: string[]): ChildProcess & { said: string[] } {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_ADMIN_URL: database.adminUrl };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  processes.push(child);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  return Object.assign(child, { said });
}
async function finished(...args: string[]): Promise<{ code: number; said: string }> {
  const child = start(...args);
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: child.said.join('') };
}

/** What people see of the referrals: lists and live channel. */
async function shown() {
  const { items } = await listReferrals(owner, 'all', {}, { limit: 200 });
  const { rows } = await readFeed(owner.manager, referralFeed, null, null);
  return { items, bodies: new Map(rows.map(({ row, body }) => [row, body])) };
}
const epoch = async () => (await readFeed(owner.manager, referralFeed, '', null)).position.epoch;

/** Where a rebuild can be held up, by whom: it stands there until it is killed. */
const places: Record<string, { hold: (runner: QueryRunner) => Promise<unknown>; epochAfter: number }> = {
  'while it fills the new tables': { hold: (runner) => closeGate(runner, 'insert'), epochAfter: 1 },
  'while it waits for the lock of the swap': {
    hold: (runner) => runner.query(`select from checkpoint where reader = 'referral-list' for update`),
    epochAfter: 1,
  },
  'after the swap, while it clears the old rows away': { hold: (runner) => closeGate(runner, 'delete'), epochAfter: 2 },
};

/** Lets nobody insert or delete rows of a feed before `runner` ends its transaction. */
async function closeGate(runner: QueryRunner, action: 'insert' | 'delete'): Promise<void> {
  await owner.query(
    `create function pass_gate() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(${gate}); return coalesce(new, old); end $$;
     create trigger gate before ${action} on feed_row for each row execute function pass_gate()`,
  );
  await runner.query(`select pg_advisory_xact_lock(${gate})`);
}

describe('npm run rebuild', () => {
  it.each(Object.keys(places))('killed %s: the old one serves on, and the next run succeeds', async (place) => {
    const before = await shown();
    expect(before.items.length).toBeGreaterThan(100);
    const holder = owner.createQueryRunner();
    await holder.startTransaction();
    await places[place]!.hold(holder);
    const child = start('referral-list');
    await eventually('it is held up', () => waiting(), { within: 60_000 });
    child.kill('SIGKILL');
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    expect(await shown()).toEqual(before);
    await eventually('the server lets go of the lock', async () => !(await waiting()), { within: 30_000 });
    await holder.rollbackTransaction();
    await holder.release();
    expect(await epoch()).toBe(places[place]!.epochAfter);

    const { code, said } = await finished('referral-list');
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('opnieuw opgebouwd tot positie 2.0'),
    });
    expect(await shown()).toEqual(before);
    expect(await epoch()).toBe(places[place]!.epochAfter + 1);
    expect(await owner.query(`select from pg_namespace where nspname like 'rebuild%'`)).toEqual([]);
    expect(await owner.query('select distinct epoch from feed_row')).toHaveLength(1);
  });

  it('tells how far it is, for each of all models', async () => {
    const { code, said } = await finished('--all');
    expect(code).toBe(0);
    expect(said).toMatch(/referral-list {2}1\.\d+ van 1\.\d+ gebeurtenissen \(100 %\), [\d.]+ per seconde, nog 0 s/);
    expect(said.match(/opnieuw opgebouwd/g)).toHaveLength(4);
  });

  it('refuses what cannot be done, and says what can', async () => {
    expect(await finished('bed-list')).toMatchObject({ code: 1, said: expect.stringContaining('referral-list') });
    const holder = owner.createQueryRunner();
    await holder.query(`select pg_advisory_lock(7002, hashtext('stay-list'))`);
    const refused = await finished('stay-list');
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('wordt al opnieuw opgebouwd') });
    await holder.query('select pg_advisory_unlock_all()');
    await holder.release();
  });
});

async function waiting(): Promise<boolean> {
  const rows = await owner.query<object[]>(
    `select from pg_stat_activity where application_name = 'cap-rebuild' and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}
