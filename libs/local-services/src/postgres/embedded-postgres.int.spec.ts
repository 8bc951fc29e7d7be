import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres';
import { removeEmbeddedPostgres } from './home';
import { connected, createDatabase, createRoles } from './roles';

let folder: string;
const started: EmbeddedPostgres[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cap-pg-'));
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  const servers = started.splice(0);
  for (const server of servers) await server.stop();
  for (const server of servers) rmSync(dirname(server.data), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const start = async (options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), durability: 'none', ...options });
  started.push(server);
  return server;
};

const write = (url: string) =>
  connected(url, (client) => client.query("CREATE TABLE bed AS SELECT 'free' AS status; CHECKPOINT"));
const read = (url: string) =>
  connected(url, async (client) => (await client.query('SELECT status FROM bed')).rows.map((row) => row.status));

it('goes on at the same address with the same data after a stop', async () => {
  const first = await start();
  await write(first.adminUrl);
  await first.stop();
  const second = await start();
  expect(second.adminUrl).toBe(first.adminUrl);
  expect(await read(second.adminUrl)).toEqual(['free']);
  expect(statSync(join(folder, 'postgres/password')).mode & 0o777).toBe(0o600);
});

it('recovers what was committed after a kill -9 of the server', async () => {
  const first = await start({ durability: 'full' });
  await write(first.adminUrl);
  await connected(first.adminUrl, (client) => client.query("INSERT INTO bed VALUES ('held')"));
  process.kill(first.pid, 'SIGKILL');
  expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
  expect(await read((await start()).adminUrl)).toEqual(['free', 'held']);
});

it('ends with the process that started it, also by kill -9, and can be started again', async () => {
  const library = join(__dirname, '../../dist/index.js');
  const script = join(folder, 'holder.cjs');
  const body = `startEmbeddedPostgres({ directory: ${JSON.stringify(join(folder, 'postgres'))} })`;
  writeFileSync(
    script,
    `const { startEmbeddedPostgres } = require(${JSON.stringify(library)});
     ${body}.then(({ pid, adminUrl }) => process.send({ pid, adminUrl }));`,
  );
  const holder = fork(script, { execArgv: [] });
  const [{ adminUrl }] = (await once(holder, 'message')) as [{ pid: number; adminUrl: string }];
  await write(adminUrl);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(await read((await start()).adminUrl)).toEqual(['free']);
});

it('refuses a directory that another run uses, and says which process', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(new RegExp(`in use by process ${first.pid}.*Stop the other run first`));
});

it('is not misled by a pid file whose number another program has now', async () => {
  const first = await start();
  await write(first.adminUrl);
  const pidFile = readFileSync(join(first.data, 'postmaster.pid'), 'utf8');
  await first.stop();
  writeFileSync(join(first.data, 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));
  expect(await read((await start()).adminUrl)).toEqual(['free']);
});

it('works below a folder that others cannot enter, with umask 077 and a locale that is not there', async () => {
  const before = { umask: process.umask(0o077), locale: process.env['LC_ALL'] };
  process.env['LC_ALL'] = 'nl_NL.nowhere';
  try {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const first = await start({ directory: join(closed, '.cap/postgres') });
    await write(first.adminUrl);
    await first.stop();
    const second = await start({ directory: join(closed, '.cap/postgres') });
    expect(await read(second.adminUrl)).toEqual(['free']);
    await second.stop();
    removeEmbeddedPostgres(join(closed, '.cap/postgres'));
    expect(existsSync(second.data)).toBe(false);
  } finally {
    process.umask(before.umask);
    if (before.locale === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = before.locale;
  }
});

it('says what PostgreSQL wrote when it does not start', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.data, 'postgresql.conf'), 'no_such_setting = 1\n');
  await expect(start()).rejects.toThrow(/PostgreSQL did not start[^]*no_such_setting/);
});

it('names a port that is in use', async () => {
  const { port } = await start();
  await expect(start({ directory: join(folder, 'other'), port })).rejects.toThrow(
    `Port ${port} for PostgreSQL is in use`,
  );
});

it('gives both roles the same passwords each time, and the application no right to create', async () => {
  const { adminUrl } = await start();
  await Promise.all([createRoles(adminUrl), createRoles(adminUrl)]);
  const { ownerUrl, appUrl } = await createDatabase(adminUrl, 'cap');
  expect(await createDatabase(adminUrl, 'cap')).toEqual({ ownerUrl, appUrl });
  await connected(ownerUrl, (client) => client.query('CREATE TABLE bed (n int)'));
  await expect(connected(appUrl, (client) => client.query('CREATE TABLE other (n int)'))).rejects.toThrow(
    'permission denied for schema public',
  );
});
