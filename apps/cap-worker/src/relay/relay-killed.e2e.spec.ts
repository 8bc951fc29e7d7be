import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freshDatabase, kafkaForTests, type TestDatabase } from '@cap/testing';
import { Region } from '../region.fixture';
import { behind, committed, Outside, perKey } from './outside.fixture';

const program = join(__dirname, '../../dist/main.js');
const { brokers, prefix } = kafkaForTests();
const within = { within: 60_000 };

let database: TestDatabase;
let region: Region;
let outside: Outside;
let folder: string;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
  outside = await Outside.listen(brokers, prefix);
  folder = mkdtempSync(join(tmpdir(), 'cap-relay-'));
  writeFileSync(join(folder, 'master.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await outside?.stop();
  await region?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): ChildProcess {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: database.appUrl,
    CAP_MASTER_KEY_FILE: join(folder, 'master.key'),
    CAP_WORKER_ROLES: 'relay',
    KAFKA_BROKERS: brokers.join(','),
    CAP_EVENT_SOURCE: outside.source,
  };
  const worker = spawn(process.execPath, [program], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  workers.push(worker);
  return worker;
}
const level = () => eventually('the relay is level', async () => (await behind(region.dataSource)) === 0, within);
const came = async () => {
  const all = await committed(region.dataSource);
  await eventually('all came', () => new Set(outside.firstAppearances).size >= all.length, within);
  return all;
};

it('killed between the broker and its checkpoint, gives what it brought again, and nothing is missing', async () => {
  const first = start();
  const unit = await region.unit();
  const referral = await region.referral('999990007');
  await level();
  await came();

  // Whoever holds the checkpoint's row lets it write to the broker, and not say that it did.
  const holder = region.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query(`select from checkpoint where reader = 'relay' for update`);
  await region.propose(referral, unit);
  await came();
  const [brought] = outside.heard.slice(-1);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await holder.rollbackTransaction();
  await holder.release();
  expect(await behind(region.dataSource)).toBe(1);

  start();
  await region.propose(referral, await region.unit());
  await level();
  expect(perKey(await came())).toEqual(perKey(outside.firstAppearances));
  const times = () => outside.heard.filter(({ id }) => id === brought!.id).length;
  expect(await eventually('it came again', () => times() > 1 && times())).toBe(2);
});
