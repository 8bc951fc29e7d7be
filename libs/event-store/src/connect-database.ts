import { setTimeout as pause } from 'node:timers/promises';
import type { JsonLogger } from '@cap/platform';
import type { DataSource } from 'typeorm';
import { countConnections } from './count-connections';
import { createDataSource, type DatabaseOptions } from './database';

const retryMs = 1000;

/** The data source of a process, connected. Waits for a database that is not up yet, and says so at every attempt. */
export async function connectDatabase(options: DatabaseOptions, log: Pick<JsonLogger, 'warn'>): Promise<DataSource> {
  for (;;) {
    try {
      return countConnections(await createDataSource(options).initialize());
    } catch (error) {
      log.warn('The database does not answer; trying again.', error);
      await pause(retryMs);
    }
  }
}
