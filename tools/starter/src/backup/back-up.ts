import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyOnline, keptAdminUrl, type OnlineCopy } from '@cap/local-services';
import { backedUp, keysIn } from './backed-up';

/** Backs up an embedded instance that runs, into a folder that is not there yet. Nobody who works with it waits. */
export async function backUp(directory: string, to: string): Promise<OnlineCopy> {
  const adminUrl = keptAdminUrl(join(directory, 'postgres'), 'postgres');
  if (!adminUrl)
    throw new Error(
      `In ${directory} is geen omgeving met een eigen PostgreSQL. Noem de map met --directory; voor een eigen server: ` +
        'docs/backup-and-restore.md.',
    );
  if (existsSync(to)) throw new Error(`De map ${to} is er al. Kies voor elke reservekopie een nieuwe map.`);
  const { database, keys, manifest } = backedUp(to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  mkdirSync(keys, { mode: 0o700 });
  for (const file of keysIn(directory)) {
    mkdirSync(dirname(join(keys, file)), { recursive: true, mode: 0o700 });
    cpSync(join(directory, file), join(keys, file), { recursive: true });
  }
  const copy = await copyOnline(adminUrl, database).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ECONNREFUSED') throw cause;
    throw new Error(
      `De omgeving in ${directory} werkt nu niet. Start haar, of kopieer de hele map terwijl zij stilstaat.`,
      { cause },
    );
  });
  writeFileSync(manifest, `${JSON.stringify(copy, null, 2)}\n`, { mode: 0o600, flush: true });
  return copy;
}
