import { spawnGuarded } from './guarded-process';

const run = async (script: string) => {
  const lines: string[] = [];
  let heard = (): void => undefined;
  const firstLine = new Promise<void>((resolve) => (heard = resolve));
  const child = await spawnGuarded({
    command: '/bin/sh',
    args: ['-c', script],
    env: { GREETING: 'hello' },
    signalOnOrphan: 'KILL',
    onLine: (line, stream) => {
      lines.push(`${stream}: ${line}`);
      heard();
    },
  });
  return { child, lines, firstLine };
};

it('passes on what the process writes, line by line, and how it ended', async () => {
  const { child, lines } = await run('echo $GREETING; echo no >&2; printf "no end"; exit 3');
  expect(await child.exited).toEqual({ code: 3, signal: null });
  expect(lines.sort()).toEqual(['stderr: no', 'stdout: hello', 'stdout: no end']);
});

it('has the pid of the process itself', async () => {
  const { child, lines } = await run('echo $$');
  await child.exited;
  expect(lines).toEqual([`stdout: ${child.pid}`]);
});

it('ends a process by the signal asked for, and one that does not listen by SIGKILL', async () => {
  const willing = await run('while :; do sleep 0.05; done');
  expect(await willing.child.end('SIGTERM', 5_000)).toEqual({ code: null, signal: 'SIGTERM' });
  const deaf = await run('trap "" TERM; echo deaf; while :; do sleep 0.05; done');
  await deaf.firstLine;
  expect(await deaf.child.end('SIGTERM', 50)).toEqual({ code: null, signal: 'SIGKILL' });
});

it('does not wait for ever for a grandchild that keeps the streams open', async () => {
  const { child } = await run('sleep 3 & exit 0');
  expect(await child.exited).toEqual({ code: 0, signal: null });
});

it('says which command could not be started', async () => {
  const wanted = { args: [], env: {}, signalOnOrphan: 'KILL', onLine: () => undefined } as const;
  await expect(spawnGuarded({ ...wanted, command: 'x', cwd: '/nowhere' })).rejects.toThrow('x could not be started');
});
