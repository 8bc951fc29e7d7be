import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { connected, createDatabase } from '@cap/local-services';
import { escapeIdentifier } from 'pg';
import { fromRun } from './run-environment';

export interface TestDatabase {
  /** Of cap_owner: owns everything in it. */
  readonly adminUrl: string;
  /** Of cap_app: what the application may do, and no more. */
  readonly appUrl: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/** A migrated database of your own: a clone of the template. Take one per test file, or per test that needs it empty. */
export const freshDatabase = (): Promise<TestDatabase> => make(fromRun('CAP_TEST_TEMPLATE'));

/** A database of your own without the migrations, for tests of the migrations themselves. */
export const emptyDatabase = (): Promise<TestDatabase> => make(undefined);

const make = async (template: string | undefined): Promise<TestDatabase> => {
  const superuserUrl = fromRun('CAP_TEST_ADMIN_URL');
  const name = `cap_test_${randomBytes(6).toString('hex')}`;
  const { ownerUrl, appUrl } = await whenNobodyIsInTheTemplate(() =>
    createDatabase(superuserUrl, name, template === undefined ? {} : { template }),
  );
  const drop = () =>
    connected(superuserUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    });
  return { adminUrl: ownerUrl, appUrl, drop };
};

const objectInUse = '55006';

/** PostgreSQL does not clone a database in which a session is; autovacuum may be there for a moment. */
const whenNobodyIsInTheTemplate = async <T>(clone: () => Promise<T>): Promise<T> => {
  for (const until = Date.now() + 20_000; ; await pause(100)) {
    try {
      return await clone();
    } catch (error) {
      if ((error as { code?: string }).code !== objectInUse || Date.now() > until) throw error;
    }
  }
};
