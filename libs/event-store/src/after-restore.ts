import type { EntityManager } from 'typeorm';
import { createDataSource } from './database';
import { migrate } from './migrate';

/**
 * Makes a database that comes from a backup fit for programs to start on: of the newest schema, and without what must be
 * forgotten. Gives the names of the migrations that it took.
 * @param adminUrl the owner's address (role `cap_owner`).
 */
export async function afterRestore(adminUrl: string): Promise<string[]> {
  const taken = await migrate(adminUrl);
  const dataSource = createDataSource({ url: adminUrl, poolSize: 1, applicationName: 'cap-restore' });
  await dataSource.initialize();
  try {
    await dataSource.transaction(forget);
  } finally {
    await dataSource.destroy();
  }
  return taken;
}

/**
 * What a database that comes from a backup must forget before programs start on it: who held a lease and which processes
 * lived, and the positions in feeds that were given after the backup, for they are given once more. So every feed begins an
 * epoch that nobody has seen: the second of real time, which a rebuild, that counts by one, does not reach.
 */
async function forget(tx: EntityManager): Promise<void> {
  await tx.query(`update lease set until = '-infinity'`);
  await tx.query('delete from process');
  await tx.query(`
    with anew as (
      select feed, epoch as former, greatest(epoch + 1, extract(epoch from clock_timestamp())::bigint) as epoch
        from feed_head for update),
    head as (update feed_head set epoch = anew.epoch from anew where feed_head.feed = anew.feed)
    update feed_row set epoch = anew.epoch from anew where feed_row.feed = anew.feed and feed_row.epoch = anew.former`);
}
