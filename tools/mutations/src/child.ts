import { spawn } from 'node:child_process';

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly output: string;
  /** Whether it was killed because it took longer than allowed. */
  readonly tooLong: boolean;
}

const running = new Set<number>();

/** Ends what still runs, with its own children: each program leads a process group. */
export function endChildren(): void {
  for (const pid of running) signalGroup(pid, 'SIGTERM');
}

/** Runs a program in a folder to its end and gives what it wrote. Real milliseconds; rejects when it cannot be started. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env = {}, limitMs = 300_000 }: { cwd: string; env?: Record<string, string>; limitMs?: number },
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let tooLong = false;
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  if (child.pid !== undefined) running.add(child.pid);
  const limit = setTimeout(() => {
    tooLong = true;
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  }, limitMs);
  return new Promise<Ended>((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${command} could not be started: ${cause.message}`, { cause })));
    child.once('close', (code) => resolve({ code, output, tooLong }));
  }).finally(() => {
    clearTimeout(limit);
    if (child.pid !== undefined) running.delete(child.pid);
  });
}

/** The same, for a script: by the Node that we run on. */
export const node = (args: readonly string[], options: Parameters<typeof run>[2]): Promise<Ended> =>
  run(process.execPath, args, options);

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
