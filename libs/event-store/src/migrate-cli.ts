import { loadConfig } from '@cap/platform';
import { OwnerConfig } from './database-config';
import { migrate } from './migrate';

async function run(): Promise<void> {
  const done = await migrate(loadConfig(OwnerConfig).adminUrl);
  console.log(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The database is up to date.');
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
