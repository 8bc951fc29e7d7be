import type { DataSource, Logger, QueryRunner } from 'typeorm';

/** One round trip to the database, as it was asked. */
export interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** The round trips of one transaction, from its begin to its commit. */
export type Transaction = readonly Asked[];

/** Notes every round trip of every transaction that is committed over a data source. */
export class Recorder implements Logger {
  private readonly open = new WeakMap<QueryRunner, Asked[]>();
  private committed: Transaction[] = [];

  constructor(dataSource: DataSource) {
    dataSource.setOptions({ logging: ['query'], logger: this });
  }

  /** What was committed since it was last asked, in that order. */
  take(): Transaction[] {
    const taken = this.committed;
    this.committed = [];
    return taken;
  }

  logQuery(sql: string, parameters: unknown[] = [], runner?: QueryRunner): void {
    if (!runner) return;
    if (sql === 'START TRANSACTION') this.open.set(runner, []);
    const transaction = this.open.get(runner);
    transaction?.push({ sql, parameters });
    if (sql === 'COMMIT' && transaction) this.committed.push(transaction);
    if (sql === 'COMMIT' || sql === 'ROLLBACK') this.open.delete(runner);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
