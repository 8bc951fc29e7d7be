import { migrate } from './database';

async function run(): Promise<void> {
  const url = process.env['DATABASE_ADMIN_URL'];
  if (!url) throw new Error('Set DATABASE_ADMIN_URL to the address of the database with the role cap_owner.');
  const done = await migrate(url);
  console.log(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The database is up to date.');
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
