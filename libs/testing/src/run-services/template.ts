import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { connected, createDatabase, createRoles } from '@cap/local-services';
import { escapeIdentifier } from 'pg';

export interface Template {
  readonly name: string;
  drop(): Promise<void>;
}

/**
 * The migrated database that tests clone. Its name is random, so that runs on one server do not meet.
 * @param migrateCli the compiled program that migrates DATABASE_ADMIN_URL.
 */
export const makeTemplate = async (superuserUrl: string, migrateCli: string): Promise<Template> => {
  const name = `cap_template_${randomBytes(4).toString('hex')}`;
  await createRoles(superuserUrl);
  const { ownerUrl } = await createDatabase(superuserUrl, name);
  const env = { ...process.env, DATABASE_ADMIN_URL: ownerUrl };
  await promisify(execFile)(process.execPath, [migrateCli], { env }).catch((cause: { stderr?: string }) => {
    throw new Error(`The migrations of the template failed: ${cause.stderr ?? String(cause)}`, { cause });
  });
  const drop = () =>
    connected(superuserUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    });
  return { name, drop };
};
