import { parseArgs } from 'node:util';
import { loadConfig } from '@cap/platform';
import { afterRestore } from './after-restore';
import { OwnerConfig } from './database-config';
import { migrate } from './migrate';

/** `--after-restore`: the database comes from a backup, and no program is at work on it yet. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { 'after-restore': { type: 'boolean', default: false } } });
  const { adminUrl } = loadConfig(OwnerConfig);
  const done = await (values['after-restore'] ? afterRestore(adminUrl) : migrate(adminUrl));
  if (values['after-restore']) console.log('Leases, processes and positions of feeds of before are forgotten.');
  console.log(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The database is up to date.');
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
