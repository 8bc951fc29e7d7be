import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** On what, and of which state of the program, figures were taken. */
export interface Circumstances {
  /** The day and minute in UTC. */
  readonly takenAt: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly node: string;
  /** As the server tells it; absent where no benchmark had one. */
  readonly postgres?: string;
  /** With a plus where files were changed since. */
  readonly commit: string;
}

export function circumstances(postgres: string | undefined): Circumstances {
  const processors = cpus();
  return {
    takenAt: `${new Date().toISOString().slice(0, 16)}Z`,
    cores: processors.length,
    processor: processors[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    ...(postgres === undefined ? {} : { postgres }),
    commit: commit(),
  };
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', cwd: __dirname }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return git('rev-parse', '--short=12', 'HEAD') + (changed ? '+' : '');
  } catch {
    return 'unknown';
  }
}
