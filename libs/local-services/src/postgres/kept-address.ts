import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP, derivedPasswords } from './roles';
import { asRole } from './urls';

/**
 * The address, with the application's role, of a database in the embedded PostgreSQL that keeps its data in `directory`;
 * undefined when none was ever started there. Whether it runs now is seen by connecting.
 */
export function keptAppUrl(directory: string, database: string): string | undefined {
  const superuserUrl = keptAdminUrl(directory, database);
  return superuserUrl && asRole(superuserUrl, APP, derivedPasswords(superuserUrl).app);
}

/** The same with the superuser's role. */
export function keptAdminUrl(directory: string, database: string): string | undefined {
  const kept = (name: string): string | undefined => {
    const file = join(directory, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  };
  const [password, port] = [kept('password'), kept('port')];
  if (password === undefined || port === undefined) return undefined;
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}
