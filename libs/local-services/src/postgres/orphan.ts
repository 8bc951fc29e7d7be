import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProcess } from '../find-process';

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
    const found = findProcess(pid, data);
    return found?.command.includes('postgres') ? found : undefined;
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
