import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerUser } from './server-user';

export interface Cluster {
  readonly data: string;
  /** Of the superuser `postgres`. */
  readonly password: string;
}

export interface ClusterPlace {
  /** Keeps the password (0600). */
  readonly directory: string;
  /** Holds the data. The same place, unless the server's user cannot enter that. */
  readonly home: string;
  /** Where initdb is. */
  readonly bin: string;
  readonly user: ServerUser;
  /** Whether the disk must have it before the server starts. */
  readonly synced: boolean;
}

/**
 * The data directory, made on first use: UTF-8, checksums, passwords by SCRAM. The builtin C.UTF-8 sorts by code point on every
 * machine, whatever locales are installed; where people's language matters a query names its collation.
 */
export const cluster = ({ directory, home, bin, user, synced }: ClusterPlace): Cluster => {
  const data = join(home, 'data');
  const passwordFile = join(directory, 'password');
  if (existsSync(data)) return { data, password: knownPassword(passwordFile, data) };
  const password = randomBytes(24).toString('base64url');
  const making = join(home, 'data.making');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  if (user) chownSync(making, user.uid, user.gid);
  initialise(making, password, { bin, user, synced });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  renameSync(making, data);
  return { data, password };
};

const knownPassword = (file: string, data: string): string => {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(
    `The password of the database in ${data} is gone: ${file}. Bring that file back, or remove ${data} to start anew.`,
  );
};

const initialise = (
  data: string,
  password: string,
  { bin, user, synced }: Pick<ClusterPlace, 'bin' | 'user' | 'synced'>,
): void => {
  const folder = mkdtempSync(join(tmpdir(), 'cap-initdb-'));
  const file = join(folder, 'password');
  try {
    writeFileSync(file, password, { mode: 0o600 });
    if (user) for (const path of [folder, file]) chownSync(path, user.uid, user.gid);
    const args = ['-D', data, '-U', 'postgres', '--pwfile', file, '-A', 'scram-sha-256', '-E', 'UTF8'];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const sync = synced ? [] : ['--no-sync'];
    execFileSync(join(bin, 'initdb'), [...args, ...locale, ...sync], {
      ...(user ?? {}),
      env: { LC_ALL: 'C' },
      cwd: '/',
      stdio: 'pipe',
    });
  } catch (cause) {
    const said = (cause as { stderr?: Buffer }).stderr?.toString() ?? '';
    throw new Error(`The database in ${data} could not be made: ${said || String(cause)}`, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
