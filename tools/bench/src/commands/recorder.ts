import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, Logger, QueryRunner } from 'typeorm';

/** One round trip to the database, as it was asked. */
export interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** The round trips of one transaction, from its begin to its commit; or one that was made outside any. */
export type Transaction = readonly Asked[];

/** Transactions that follow on each other, in their order. */
export type Sequence = readonly Transaction[];

/** Notes every round trip of the transactions that work commits over a data source, and those that it makes outside them. */
export class Recorder implements Logger {
  private readonly open = new WeakMap<QueryRunner, Asked[]>();
  private readonly sequence = new AsyncLocalStorage<Transaction[]>();
  private sequences: Sequence[] = [];

  constructor(dataSource: DataSource) {
    dataSource.setOptions({ logging: ['query'], logger: this });
  }

  /** Does work of which the transactions follow on each other; others may be under way beside it. */
  note<T>(work: () => Promise<T>): Promise<T> {
    const sequence: Transaction[] = [];
    this.sequences.push(sequence);
    return this.sequence.run(sequence, work);
  }

  /** What was noted since it was last asked. */
  take(): Sequence[] {
    const taken = this.sequences;
    this.sequences = [];
    return taken;
  }

  logQuery(sql: string, parameters: unknown[] = [], runner?: QueryRunner): void {
    if (!runner) return;
    if (sql === 'START TRANSACTION') this.open.set(runner, []);
    const transaction = this.open.get(runner);
    if (transaction) transaction.push({ sql, parameters });
    else this.sequence.getStore()?.push([{ sql, parameters }]);
    if (sql === 'COMMIT' && transaction) this.sequence.getStore()?.push(transaction);
    if (sql === 'COMMIT' || sql === 'ROLLBACK') this.open.delete(runner);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
