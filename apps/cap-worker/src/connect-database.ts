import { setTimeout as pause } from 'node:timers/promises';
import { createDataSource, type DatabaseOptions } from '@cap/event-store';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import type { WorkerConfig } from './worker.config';

const retryMs = 1000;

/** Waits for a database that is not up yet. */
export async function connectDatabase(
  { databaseUrl, databasePool }: WorkerConfig,
  entities: NonNullable<DatabaseOptions['entities']>,
  log: JsonLogger,
): Promise<DataSource> {
  const options = { url: databaseUrl, entities, poolSize: databasePool, applicationName: 'cap-worker' };
  for (;;) {
    try {
      return await createDataSource(options).initialize();
    } catch (error) {
      log.warn('The database does not answer; trying again.', error);
      await pause(retryMs);
    }
  }
}
