import { createHmac } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { asRole, onDatabase } from './urls';

/** Owns the database and all in it, and migrates it. */
export const OWNER = 'cap_owner';
/** What the application connects as: it reads and writes what migrations granted, and creates nothing. */
export const APP = 'cap_app';

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
}

export interface RoleUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** Made from the superuser's password: every run against one server agrees on them, and no file keeps two more secrets. */
export const derivedPasswords = (superuserUrl: string): RolePasswords => {
  const secret = decodeURIComponent(new URL(superuserUrl).password);
  const derive = (role: string) => createHmac('sha256', secret).update(role).digest('base64url');
  return { owner: derive(OWNER), app: derive(APP) };
};

/** Makes both roles of the server, or gives them these passwords. Safe to call from several processes at once. */
export const createRoles = async (
  superuserUrl: string,
  passwords = derivedPasswords(superuserUrl),
): Promise<RolePasswords> => {
  await connected(superuserUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('cap roles'))");
    for (const [role, password] of [[OWNER, passwords.owner] as const, [APP, passwords.app] as const]) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount ? 'ALTER' : 'CREATE';
      await client.query(
        `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`,
      );
    }
  });
  return passwords;
};

/**
 * Makes the database when it is not there, owned by cap_owner; cap_app may connect and use, not create (nor temporary tables).
 * @returns the addresses of both roles on it.
 */
export const createDatabase = async (
  superuserUrl: string,
  name: string,
  { passwords = derivedPasswords(superuserUrl), template }: { passwords?: RolePasswords; template?: string } = {},
): Promise<RoleUrls> => {
  const database = escapeIdentifier(name);
  await connected(superuserUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    const from = template ? ` TEMPLATE ${escapeIdentifier(template)}` : '';
    if (!rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${OWNER}${from}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${APP}`);
  });
  const url = onDatabase(superuserUrl, name);
  return { ownerUrl: asRole(url, OWNER, passwords.owner), appUrl: asRole(url, APP, passwords.app) };
};

/** One connection for one piece of work; it is closed whatever happens. */
export const connected = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
