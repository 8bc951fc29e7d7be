import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

interface Process {
  readonly parent: number;
  readonly command: string;
}

const look = (pid: number): Process | undefined => {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z'
        ? undefined
        : { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
    }
    const [parent = '', ...command] = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/);
    return { parent: Number(parent), command: command.join(' ') };
  } catch {
    return undefined;
  }
};

/**
 * Makes way for a new server on this data directory. One that its dead parent left behind is told to stop; one that is on its
 * way out is waited for; one that somebody runs is an error. The pid alone proves nothing, as pids are used again: the process
 * must be a postgres of this directory.
 */
export const endOrphan = async (data: string, onLog: (line: string) => void, patience = 5_000): Promise<void> => {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const server = () => {
    const found = look(pid);
    return found?.command.includes('postgres') && found.command.includes(data) ? found : undefined;
  };
  const until = Date.now() + patience;
  let told = false;
  for (let found = server(); found !== undefined; found = server()) {
    if (found.parent === 1 && !told) {
      onLog(`ending the server that an earlier run left behind (process ${pid})`);
      process.kill(pid, 'SIGINT');
      told = true;
    }
    if (Date.now() > until)
      throw new Error(
        `The database in ${data} is in use by process ${pid} (parent ${found.parent}). Stop the other run first; then start again.`,
      );
    await pause(50);
  }
  // What is left of a server that was killed. PostgreSQL itself would refuse when another program has that pid now.
  rmSync(pidFile, { force: true });
};
