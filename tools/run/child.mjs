import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/** The folder of the repository: whoever calls, commands run there. */
export const root = join(import.meta.dirname, '../..');

const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // Ctrl-C in a terminal reaches the children by itself; a second one could be taken for impatience.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    for (const child of running) child.kill(signal);
  });
}

/**
 * Runs a program in the repository's folder and answers with its exit code: 128 and the signal's number when a signal ended it.
 * @param onOutput takes what it writes; without it the program writes to our own streams.
 * @param lifeline gives it an IPC channel, by which one of our own programs sees that we are gone (`endWithParent`).
 */
export function run(command, args, { env = {}, onOutput, lifeline = false } = {}) {
  const streams = onOutput ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit'];
  const stdio = lifeline ? [...streams, 'ipc'] : streams;
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio });
  running.add(child);
  child.stdout?.on('data', onOutput);
  child.stderr?.on('data', onOutput);
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${command} could not be started: ${cause.message}`, { cause })));
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => running.delete(child));
}

/** The same, for a script: by the Node that we run on. */
export const node = (script, args = [], options = {}) => run(process.execPath, [join(root, script), ...args], options);
