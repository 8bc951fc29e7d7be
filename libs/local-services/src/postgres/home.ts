import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertOurs, publicPlace } from './public-place';
import { canEnter, type ServerUser } from './server-user';

/**
 * The folder that holds the server's data. It is the directory asked for, unless the server's user cannot reach that: then it
 * is one in a public place, of which the directory keeps the path in the file `location`. Removing the directory starts anew.
 */
export const dataHome = (directory: string, user: ServerUser, onLog: (line: string) => void): string => {
  if (!existsSync(directory)) {
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o711);
  }
  const known = join(directory, 'location');
  if (existsSync(known)) return knownHome(readFileSync(known, 'utf8').trim(), known);
  if (user === undefined || existsSync(join(directory, 'data')) || canReach(user, directory)) return directory;
  const home = mkdtempSync(join(publicPlace(), 'cap-data-'));
  chmodSync(home, 0o711);
  writeFileSync(known, `${home}\n`, { mode: 0o600 });
  onLog(`the user postgres cannot enter ${directory}: the database is kept in ${home}`);
  return home;
};

const knownHome = (home: string, known: string): string => {
  if (!existsSync(home))
    throw new Error(
      `The database is gone: ${known} names ${home}, which is not there. Bring it back, or remove ${known} to start anew.`,
    );
  assertOurs(home);
  return home;
};

const canReach = (user: ServerUser, directory: string): boolean => {
  const probe = join(directory, 'probe');
  mkdirSync(probe, { recursive: true });
  chmodSync(probe, 0o755);
  try {
    return canEnter(user, probe);
  } finally {
    rmSync(probe, { recursive: true });
  }
};

/** Removes a stopped server's directory with its data, wherever that is: removing the directory alone would leave the data behind. */
export const removeEmbeddedPostgres = (directory: string): void => {
  const known = join(directory, 'location');
  if (existsSync(known)) rmSync(readFileSync(known, 'utf8').trim(), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
};
