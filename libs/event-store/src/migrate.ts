import { setTimeout as pause } from 'node:timers/promises';
import { MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrationLimits } from './connection-limits';
import { createDataSource } from './database';

/** How a migration stands back for who serves, and for another that migrates. */
export interface MigrationPatience {
  /** Real milliseconds in which another run may finish. */
  readonly othersMs: number;
  /** Real milliseconds that one wait for a lock may take: as long may those wait who come behind it. */
  readonly lockMs: number;
  /** Real milliseconds after which it asks again. */
  readonly pauseMs: number;
  /** How often it asks for its locks in all. */
  readonly attempts: number;
}
/** A step is not in the database, and nothing of it is; the message says what to do. */
export class CannotMigrate extends Error {}

type MigrationClass = new () => MigrationInterface;

export const usualPatience: MigrationPatience = {
  othersMs: 600_000,
  lockMs: migrationLimits.lockMs,
  pauseMs: 1_000,
  attempts: 60,
};
const oneAtATime = `hashtext('cap migrations')`;
const lockNotAvailable = '55P03';
const lookMs = 100;

/**
 * Brings a database to the newest schema, beside programs that serve from it. Of two that migrate, one waits for the other.
 * Each step is a transaction; one that does not get its locks soon is taken back and tried again.
 * @param adminUrl the owner's address (role `cap_owner`).
 * @param more steps beside those of this version, for a test.
 * @returns the names of the steps that it took.
 */
export async function migrate(
  adminUrl: string,
  patience: MigrationPatience = usualPatience,
  more: readonly MigrationClass[] = [],
): Promise<string[]> {
  const limits = { ...migrationLimits, lockMs: patience.lockMs };
  const dataSource = createDataSource({ url: adminUrl, poolSize: 1, applicationName: 'cap-migrate', limits });
  dataSource.setOptions({ migrations: [...(dataSource.options.migrations as MigrationClass[]), ...more] });
  await dataSource.initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await waitForOthers(runner, patience);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    const wanted = await executor.getPendingMigrations();
    await takeSteps(executor, patience);
    return wanted.map(({ name }) => name);
  } finally {
    // The lock ends with the session.
    await runner.release();
    await dataSource.destroy();
  }
}

async function waitForOthers(runner: QueryRunner, { othersMs }: MigrationPatience): Promise<void> {
  for (const end = Date.now() + othersMs; ; await pause(lookMs)) {
    const [row] = (await runner.query(`select pg_try_advisory_lock(${oneAtATime}) as taken`)) as [{ taken: boolean }];
    if (row.taken) return;
    if (Date.now() > end)
      throw new CannotMigrate(
        `Another run has been migrating this database for more than ${othersMs} ms. Wait until it ends, or end its session ` +
          '(application_name cap-migrate in pg_stat_activity); then migrate again.',
      );
  }
}

async function takeSteps(executor: MigrationExecutor, { attempts, pauseMs, lockMs }: MigrationPatience): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await executor.executePendingMigrations();
      return;
    } catch (cause) {
      if ((cause as { driverError?: { code?: string } }).driverError?.code !== lockNotAvailable) throw cause;
      if (attempt >= attempts) {
        const [first] = await executor.getPendingMigrations();
        throw new CannotMigrate(
          `${first?.name ?? 'A migration'} did not get its locks: ${attempts} times it waited ${lockMs} ms. Somebody keeps a ` +
            'transaction open on its tables: find it in pg_stat_activity (the oldest xact_start), end it, and migrate again. ' +
            'Nothing of this step is in the database; the steps before it are.',
          { cause },
        );
      }
    }
    await pause(pauseMs);
  }
}
