import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

const program = resolve(__dirname, '../../../../../apps/cap-worker/dist/rebuild-cli.js');
const model = 'referral-list';
const schema = 'rebuild_referral_list';

/**
 * kill -9 of a rebuild while its new tables are being filled: the old ones serve on, and the next rebuild clears up and
 * ends. Another is begun when one was too quick to be met.
 */
export const killInRebuild: Strike = async (_, means) => {
  const { databaseUrl } = await means.control.addresses();
  const begin = () => spawn(process.execPath, [program, model], rebuilding(databaseUrl));
  await until('a rebuild is killed before its new tables serve', async () => {
    const running = begin();
    const ended = once(running, 'exit');
    if (await tablesBegun(means, running)) running.kill('SIGKILL');
    await ended;
    return running.signalCode === 'SIGKILL' && (await isThere(means));
  });
  const [code] = (await once(begin(), 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The rebuild after the killed one ended with ${code}.`);
  await until('what the killed rebuild left is gone', async () => !(await isThere(means)));
  return 1;
};

const rebuilding = (databaseUrl: string) =>
  ({ stdio: 'ignore', env: { ...process.env, DATABASE_ADMIN_URL: databaseUrl } }) as const;

/** False when it ended before that was seen. */
async function tablesBegun(means: FaultMeans, running: ChildProcess): Promise<boolean> {
  while (running.exitCode === null) if (await isThere(means)) return true;
  return false;
}

async function isThere({ database }: FaultMeans): Promise<boolean> {
  const rows = await database.rows('select from pg_namespace where nspname = $1', [schema]);
  return rows.length > 0;
}
