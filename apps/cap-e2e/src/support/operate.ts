import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Cap } from './start-cap';

const program = join(__dirname, '../../../../tools/operate/dist/main.js');

/** What the operator's command line answered. */
export interface Operated {
  readonly code: number;
  readonly said: string;
}

/** Gives one command of `npm run operate` to an instance, and waits until it ends. */
export function operate({ directory }: Cap, ...args: string[]): Promise<Operated> {
  const env = { ...process.env, DATABASE_URL: '' };
  const given = [program, ...args, '--directory', directory, '--by', 'operator-1'];
  return new Promise((resolve) => {
    execFile(process.execPath, given, { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}
