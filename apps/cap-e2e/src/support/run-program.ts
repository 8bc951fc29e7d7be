import { execFile } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly said: string;
  /** What it wrote to its error stream. */
  readonly complained: string;
}

/** Runs a program to its end; it may write some megabytes. */
export const runProgram = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(command, [...args], options, (error, said, complained) => {
      resolve({ code: error === null ? 0 : Number(error.code), said, complained });
    });
  });
