import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProposals } from '@cap/read-models';
import { eventually, freshDatabase, openLine, type TestDatabase } from '@cap/testing';
import { Region } from './region.fixture';

const program = join(__dirname, '../dist/main.js');

describe('worker processes', () => {
  let database: TestDatabase;
  let region: Region;
  let folder: string;
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
    folder = mkdtempSync(join(tmpdir(), 'cap-worker-'));
    writeFileSync(join(folder, 'master.key'), randomBytes(32).toString('base64'), { mode: 0o600 });
  });
  afterAll(async () => {
    for (const started of processes) if (started.exitCode === null) started.kill('SIGKILL');
    await region.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  function start(more: Record<string, string> = {}): ChildProcess & { said: string[] } {
    const env = { ...process.env, DATABASE_URL: database.appUrl, CAP_MASTER_KEY_FILE: join(folder, 'master.key') };
    const child = spawn(process.execPath, [program], {
      env: { ...env, NODE_OPTIONS: '', ...more },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    processes.push(child);
    const said: string[] = [];
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => said.push(String(text)));
    return Object.assign(child, { said });
  }
  const running = async () =>
    (await region.dataSource.query<{ pid: number }[]>('select pid from process where pid <> $1', [process.pid])).map(
      ({ pid }) => pid,
    );

  it('go on when one of them is killed, and end in good order when asked', async () => {
    const [first, second] = [start(), start()];
    await eventually('both run', async () => (await running()).length === 2, { within: 60_000 });
    first.kill('SIGKILL');
    await once(first, 'exit');
    const unit = await region.unit();
    const { expiresAt } = await region.propose(await region.referral('999990007'), unit);
    const statusOf = async () => (await listProposals(region.dataSource, 'all')).items[0]?.status;
    await eventually('the list shows it', async () => (await statusOf()) === 'open');
    await region.step(expiresAt);
    await eventually('it expired by itself', async () => (await statusOf()) === 'expired', { within: 20_000 });
    second.kill('SIGTERM');
    const [code] = (await once(second, 'exit')) as [number];
    expect({ code, said: second.said.filter((line) => /"level":"(error|fatal)"/.test(line)) }).toEqual({
      code: 0,
      said: [],
    });
    expect(await running()).toEqual([first.pid]);
  });

  it('go on over other connections when the database is not heard any more', async () => {
    const line = await openLine(database.appUrl);
    const hurried = { CAP_STATEMENT_TIMEOUT_MS: '500', CAP_IDLE_IN_TRANSACTION_MS: '500' };
    const child = start({ DATABASE_URL: line.url, ...hurried });
    await eventually('it runs', async () => (await running()).includes(child.pid!), { within: 60_000 });
    line.goDeaf();
    const { proposalId } = await region.propose(await region.referral('999990019'), await region.unit());
    await eventually(
      'the list shows it',
      async () => (await listProposals(region.dataSource, 'all')).items.some((item) => item.proposalId === proposalId),
      { within: 60_000 },
    );
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await line.close();
  });

  it('serve their figures and whether they are well, and end when their parent is gone', async () => {
    const port = await portToBe();
    const child = start({ CAP_METRICS_PORT: String(port), CAP_METRICS_PROT: '1' });
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    await eventually('it is ready', async () => (await ask('/health/ready')).ok, { within: 60_000 });
    const figures = await (await ask('/metrics')).text();
    expect(figures).toMatch(/^cap_database_connections\{state="in-use"\} \d+$/m);
    expect(figures).toContain('# TYPE cap_command_seconds histogram');
    expect(child.said.join('')).toMatch(/CAP_METRICS_PROT is set, and no program reads it. Did you mean CAP_METRICS_/);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('name everything that is wrong in their configuration, and end', async () => {
    const child = start({ DATABASE_URL: '', CAP_WORKER_ROLES: 'project,dance' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(child.said.join('')).toMatch(/CAP_WORKER_ROLES is "project,dance".*\n.*DATABASE_URL is not set/);
    expect(child.said.join('')).toContain('project, publish, react, clock');
  });
});

/** A port that nobody listens on. */
async function portToBe(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
