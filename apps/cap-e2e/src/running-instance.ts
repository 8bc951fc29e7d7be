import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@cap/local-services';

const starter = join(__dirname, '../../../tools/starter/dist/main.js');
const readyWithinMs = 90_000;

/** An instance of its own: database, API and worker, in a temporary folder. */
export interface RunningInstance {
  /** Addresses of its API processes. */
  readonly apis: readonly string[];
  /** Ends everything and takes the folder away. */
  stop(): Promise<void>;
}

/** Starts the compiled program, empty, on free ports. Throws an `Error` with its last lines when it does not get ready. */
export async function startInstance(apis = 1): Promise<RunningInstance> {
  const directory = mkdtempSync(join(tmpdir(), 'cap-e2e-'));
  const port = await freePort();
  const options = ['--empty', '--machine', '--directory', directory, '--port', `${port}`, '--apis', `${apis}`];
  const program = spawn(process.execPath, [starter, ...options], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const ended = once(program, 'exit');
  const stop = async (): Promise<void> => {
    program.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const lines: string[] = [];
  const ready = new Promise<readonly string[]>((resolve, reject) => {
    const read = (line: string): void => {
      lines.push(line);
      if (line.startsWith('ready ')) resolve((JSON.parse(line.slice('ready '.length)) as { apis: string[] }).apis);
    };
    createInterface({ input: program.stdout! }).on('line', read);
    createInterface({ input: program.stderr! }).on('line', read);
    const fail = (why: string): void => reject(new Error(`${why} Its last lines:\n${lines.slice(-20).join('\n')}`));
    void ended.then(() => fail('The program ended before it was ready.'));
    setTimeout(() => fail(`The program was not ready within ${readyWithinMs} ms.`), readyWithinMs).unref();
  });
  try {
    return { apis: await ready, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
