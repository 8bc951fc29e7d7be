import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cap/testing';
import { Supervisor } from './supervisor';

let folder: string;
let lines: string[];
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cap-supervisor-'));
  lines = [];
  supervisor = new Supervisor({
    backOff: { first: 10, longest: 40, forgiveAfter: 60_000 },
    patience: 300,
    onLine: (name, line) => lines.push(`${name}: ${line}`),
  });
});

afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

const script = (name: string, body: string): string => {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(path, body);
  return path;
};

const stays = 'setInterval(() => undefined, 1000); console.log("up", process.env.PLACE);';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const pidOf = (name: string) =>
  eventually(`${name} runs`, () => supervisor.status.find((child) => child.name === name)?.pid);

it('passes on the environment, and each line under the name of the program', async () => {
  supervisor.keep({ name: 'api', script: script('api', stays), env: { PLACE: 'Delft' } });
  await eventually('the line came', () => lines.includes('api: up Delft'));
});

it('starts a program that was killed again, and says so', async () => {
  supervisor.keep({ name: 'worker', script: script('worker', stays) });
  const first = await pidOf('worker');
  process.kill(first, 'SIGKILL');
  await eventually('another process runs', async () => (await pidOf('worker')) !== first);
  expect(lines).toContain('worker: was ended by SIGKILL; it is started again in 10 ms');
  expect(supervisor.status).toMatchObject([{ name: 'worker', restarts: 1 }]);
});

it('waits longer each time that a program ends at once', async () => {
  supervisor.keep({ name: 'broken', script: script('broken', 'process.exit(7)') });
  await eventually('it was tried five times', () => supervisor.status[0]!.restarts >= 4);
  const said = lines.filter((line) => line.startsWith('broken: ended with exit code 7')).slice(0, 4);
  expect(said.map((line) => /in (\d+) ms/.exec(line)?.[1])).toEqual(['10', '20', '40', '40']);
});

it('ends all of them on stop: first by SIGTERM, the deaf by SIGKILL', async () => {
  const polite = 'process.on("SIGTERM", () => { console.log("bye"); process.exit(0); });';
  supervisor.keep({ name: 'polite', script: script('polite', polite + stays) });
  supervisor.keep({ name: 'deaf', script: script('deaf', 'process.on("SIGTERM", () => undefined);' + stays) });
  await eventually('both are up', () => lines.filter((line) => line.includes(': up')).length === 2);
  const pids = await Promise.all(['polite', 'deaf'].map(pidOf));
  await supervisor.stop();
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(lines).toContain('polite: bye');
  expect(supervisor.status).toEqual([]);
});

it('does not start again what it ends while it waits', async () => {
  supervisor.keep({ name: 'broken', script: script('broken', 'process.exit(1)') });
  await eventually('it waits', () => supervisor.status[0]!.state === 'waiting');
  await supervisor.end('broken');
  expect(supervisor.status).toEqual([]);
});

it('refuses a second program of the same name', () => {
  supervisor.keep({ name: 'api', script: script('api', stays) });
  expect(() => supervisor.keep({ name: 'api', script: script('api', stays) })).toThrow('names are unique');
});

it('takes its children with it when it is killed', async () => {
  const library = join(__dirname, '../dist/supervisor.js');
  const child = script('child', stays);
  const holder = fork(
    script(
      'holder',
      `const { Supervisor } = require(${JSON.stringify(library)});
       const supervisor = new Supervisor({ onLine: () => process.send(supervisor.status[0].pid) });
       supervisor.keep({ name: 'child', script: ${JSON.stringify(child)} });`,
    ),
    { execArgv: [] },
  );
  const [pid] = (await once(holder, 'message')) as [number];
  expect(isAlive(pid)).toBe(true);
  holder.kill('SIGKILL');
  await eventually('the child is gone', () => !isAlive(pid));
});
