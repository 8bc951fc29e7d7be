import { readdirSync, readFileSync } from 'node:fs';
import { eventually } from '@cap/testing';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** Its command line, with spaces. */
  readonly command: string;
}

/** What runs below a process now, at any depth. */
export function descendantsOf(pid: number): ProcessInfo[] {
  const all = allProcesses();
  const found: ProcessInfo[] = [];
  const family = new Set([pid]);
  for (let grew = true; grew;) {
    const more = all.filter((info) => family.has(info.parent) && !family.has(info.pid));
    for (const info of more) family.add(info.pid);
    found.push(...more);
    grew = more.length > 0;
  }
  return found;
}

/** The one program below a process whose command line has this text. Throws an `Error` when there is none, or more. */
export function programBelow(pid: number, text: string): ProcessInfo {
  const found = descendantsOf(pid).filter(({ command }) => command.includes(text) && !command.startsWith('/bin/sh'));
  if (found.length === 1) return found[0]!;
  throw new Error(`${found.length} processes below ${pid} have "${text}" in their command line.`);
}

/** What has a folder in its command line. */
export const processesOn = (directory: string): ProcessInfo[] =>
  allProcesses().filter(({ command }) => command.includes(directory));

/** Waits until none of these processes is there any more. */
export const untilGone = (processes: readonly ProcessInfo[]): Promise<boolean> =>
  eventually(
    'every process is gone',
    () => {
      const still = allProcesses().filter((info) => processes.some((one) => sameProcess(one, info)));
      if (still.length > 0) throw new Error(`Still there: ${still.map(({ command }) => command).join(' | ')}`);
      return true;
    },
    { within: 30_000 },
  );

/** A number may be given out again, but not with the same command line in so short a time. */
const sameProcess = (one: ProcessInfo, other: ProcessInfo): boolean =>
  one.pid === other.pid && one.command === other.command;

function allProcesses(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return state === 'Z' || command === '' ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
}
