import { readdirSync, readFileSync } from 'node:fs';
import { descendantsOf } from '../support/processes';
import type { ProgramSample } from './sample';

const programs = ['cap-api', 'cap-worker', 'availability-worker'] as const;

/** Memory and handles of each of our programs below a starter, in the order in which they were started. */
export function programsNow(starter: number): ProgramSample[] {
  const below = descendantsOf(starter);
  return programs.flatMap((name) =>
    below
      .filter(({ command }) => command.includes(`${name}/dist/main.js`) && !command.startsWith('/bin/sh'))
      .sort((one, other) => one.pid - other.pid)
      .map(({ pid }, index) => ({ name: `${name} ${index + 1}`, memory: memoryOf(pid), handles: handlesOf(pid) })),
  );
}

function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!kilobytes) throw new Error(`Process ${pid} has no resident memory.`);
  return Number(kilobytes[1]) * 1024;
}

const handlesOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
