import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProcess } from '../find-process';

/** In a broker's directory: the number of the process that runs, or ran last. */
export const pidFile = (home: string): string => join(home, 'pid');

/**
 * Refuses a second broker on a directory. Kafka takes its own lock only after it has begun to write as the controller, which
 * ends the broker that runs already (seen). One that was just killed is waited for.
 */
export const assertNobodyRuns = async (home: string): Promise<void> => {
  if (!existsSync(pidFile(home))) return;
  const pid = Number(readFileSync(pidFile(home), 'utf8'));
  for (const until = Date.now() + 3_000; findProcess(pid, home); await pause(50)) {
    if (Date.now() < until) continue;
    throw new Error(
      `The Kafka in ${home} is in use: it runs as process ${pid}. Stop the other run first; then start again.`,
    );
  }
};
