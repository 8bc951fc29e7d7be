import { types } from 'pg';
import { DataSource, type DataSourceOptions, type EntityTarget } from 'typeorm';
import { limitsOf, unusedMs, usualLimits, type ConnectionLimits } from './connection-limits';
import { migrations } from './migrations/all';

const int8 = 20;
const date = 1082;
const timestamptz = 1184;

// Positions fit a JavaScript number; days and moments travel as the texts of @cap/contracts, never as `Date`.
types.setTypeParser(int8, Number);
types.setTypeParser(date, (text) => text);
types.setTypeParser(timestamptz, (text) => new Date(text).toISOString());

export interface DatabaseOptions {
  /** The application's own address (role `cap_app`). */
  readonly url: string;
  readonly entities?: readonly EntityTarget<object>[];
  /** Connections of this process; 8 to 16 is the optimum on two cores (measured, `docs/decisions`). */
  readonly poolSize?: number;
  /** Shown by PostgreSQL beside each connection. */
  readonly applicationName?: string;
  readonly limits?: ConnectionLimits;
}

/** The one data source of a process. READ COMMITTED is demanded, for lock-then-count depends on it. */
export function createDataSource(options: DatabaseOptions): DataSource {
  const { url, entities = [], poolSize = 10, applicationName = 'cap', limits = usualLimits } = options;
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities] as NonNullable<DataSourceOptions['entities']> & unknown[],
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize,
    applicationName,
    extra: {
      options: '-c default_transaction_isolation=read\\ committed',
      idleTimeoutMillis: unusedMs,
      ...limitsOf(limits),
    },
  });
}
