import { join } from 'node:path';
import { runProgram } from './run-program';
import type { Cap } from './start-cap';

const program = join(__dirname, '../../../../tools/operate/dist/main.js');

/** What the operator's command line answered. */
export interface Operated {
  readonly code: number;
  readonly said: string;
}

/** Gives one command of `npm run operate` to an instance, and waits until it ends. */
export async function operate({ directory }: Cap, ...args: string[]): Promise<Operated> {
  const given = [program, ...args, '--directory', directory, '--by', 'operator-1'];
  const { code, said, complained } = await runProgram(process.execPath, given, { DATABASE_URL: '' });
  return { code, said: said + complained };
}
