import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { spawnGuarded, type GuardedProcess } from '@cap/local-services';

const repository = resolve(__dirname, '../../../..');
const patienceMs = 10_000;

/** The programs of this checkout that have taken over, by the name of the one whose place they took. */
export class NewPrograms {
  private readonly running = new Map<string, GuardedProcess>();
  private readonly ended: string[] = [];
  private stopping = false;

  constructor(private readonly onLine: (line: string) => void) {}

  /** Starts one with the configuration that the old one had. Gives its process number. */
  async start(name: string, env: NodeJS.ProcessEnv): Promise<number> {
    const app = name.replace(/-\d+$/, '');
    const program = await spawnGuarded({
      command: process.execPath,
      args: ['--enable-source-maps', join(repository, 'apps', app, 'dist/main.js')],
      env,
      cwd: repository,
      signalOnOrphan: 'TERM',
      onLine: (line) => this.onLine(`[${name} n+1] ${line}`),
    });
    this.running.set(name, program);
    void program.exited.then(({ code, signal }) => {
      if (!this.stopping) this.ended.push(`${name} of version n+1 ended with ${signal ?? code}`);
    });
    return program.pid;
  }

  /** Throws when one of them has ended by itself. */
  ensureAllRun(): void {
    if (this.ended.length > 0) throw new Error(this.ended.join('; '));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running.values()].map((program) => program.end('SIGTERM', patienceMs)));
  }
}

/** The environment of a running process, as Linux tells it. */
export async function environmentOf(pid: number): Promise<NodeJS.ProcessEnv> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8');
  const entries = text.split('\0').filter((entry) => entry.includes('='));
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}
