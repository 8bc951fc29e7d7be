import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of a backup. Keys lie apart: who has both folders reads all, and without the keys nobody reads the texts of the
 * dossier.
 */
export const backedUp = (folder: string) => ({
  database: join(folder, 'database'),
  keys: join(folder, 'keys'),
  /** Written last: without it the backup is not whole. */
  manifest: join(folder, 'backup.json'),
});

/** What is kept in `keys`, by its path in the directory of an instance. Tokens are of the development issuer only. */
export const keyFiles = ['master-key', 'tokens', join('postgres', 'password')] as const;

/** Those keys that this instance has. */
export const keysIn = (directory: string): string[] => keyFiles.filter((file) => existsSync(join(directory, file)));
