import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface FoundProcess {
  readonly parent: number;
  readonly command: string;
}

const fromProc = (pid: number): FoundProcess | undefined => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return state === 'Z' ? undefined : { parent: Number(parent), command };
};

const fromPs = (pid: number): FoundProcess | undefined => {
  const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [parent, ...command] = line.split(/\s+/);
  return { parent: Number(parent), command: command.join(' ') };
};

const look = (pid: number): FoundProcess | undefined => {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
};

/** The living process of this number, if `marker` stands in its command line: the number alone proves nothing, as it is used again. */
export const findProcess = (pid: number, marker: string): FoundProcess | undefined => {
  const found = look(pid);
  return found?.command.includes(marker) ? found : undefined;
};

const allPids = (): number[] =>
  process.platform === 'linux'
    ? readdirSync('/proc').map(Number).filter(Number.isInteger)
    : execFileSync('ps', ['-A', '-o', 'pid='], { encoding: 'utf8' }).trim().split(/\s+/).map(Number);

/** The numbers of the living processes that this process started itself. */
export const childrenOf = (pid: number): number[] => allPids().filter((one) => look(one)?.parent === pid);
