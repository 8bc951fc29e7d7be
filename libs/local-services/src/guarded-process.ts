import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

/** How a guarded process ended: one of the two is null. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface GuardedCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process; nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Runs as this user; only root may ask for it. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What the process gets when this one dies, however it dies. */
  readonly signalOnOrphan: 'INT' | 'TERM' | 'KILL';
  /** Called for each line the process writes, on either stream. */
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

export interface GuardedProcess {
  readonly pid: number;
  readonly exited: Promise<Ending>;
  signal(signal: NodeJS.Signals): void;
  /** Sends `first`; after `patience` milliseconds SIGKILL. Resolves when the process is gone. */
  end(first: NodeJS.Signals, patience: number): Promise<Ending>;
}

/**
 * The watcher reads a pipe that only our process holds open. At its end without a word we are gone, kill -9 included.
 * It is forked twice, so that the process does not see a child it never made, and `exec` gives the process the shell's pid.
 */
const GUARD = '( ( read -r word <&3 || kill -s "$0" $$ ) </dev/null >/dev/null 2>&1 & ) ; exec "$@" 3<&-';

/** Starts a process that cannot outlive this one. Its own session keeps Ctrl-C in a terminal from reaching it first. */
export const spawnGuarded = async (wanted: GuardedCommand): Promise<GuardedProcess> => {
  const child = spawn('/bin/sh', ['-c', GUARD, wanted.signalOnOrphan, wanted.command, ...wanted.args], {
    env: wanted.env,
    cwd: wanted.cwd ?? '/',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    ...(wanted.user ?? {}),
  });
  await started(child, wanted.command);
  const lifeline = child.stdio[3] as Writable;
  lifeline.on('error', () => undefined);
  byLine(child, wanted.onLine);
  const exited = ending(child).finally(() => lifeline.end('done\n'));
  return {
    pid: child.pid as number,
    exited,
    signal: (signal) => void child.kill(signal),
    end: (first, patience) => endChild(child, exited, first, patience),
  };
};

const started = (child: ChildProcess, command: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => reject(new Error(`${command} could not be started: ${cause.message}`, { cause })));
  });

/** How long the last lines may take to arrive. A grandchild that outlives the process can keep its streams open for ever. */
const DRAIN_MS = 1_000;

const ending = (child: ChildProcess): Promise<Ending> =>
  new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('exit', (code, signal) => {
      const drained = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, signal });
      }, DRAIN_MS);
      child.once('close', () => clearTimeout(drained));
    });
  });

const byLine = (child: ChildProcess, onLine: GuardedCommand['onLine']): void => {
  for (const name of ['stdout', 'stderr'] as const) {
    let rest = '';
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line, name);
    });
    child[name]?.on('end', () => rest && onLine(rest, name));
  }
};

const endChild = async (
  child: ChildProcess,
  exited: Promise<Ending>,
  first: NodeJS.Signals,
  patience: number,
): Promise<Ending> => {
  child.kill(first);
  const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
  try {
    return await exited;
  } finally {
    clearTimeout(impatience);
  }
};
