import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterRestore } from '@cap/event-store';
import { createDatabase, createRoles, placeCopy, startEmbeddedPostgres, type OnlineCopy } from '@cap/local-services';
import { backedUp, keysIn } from './backed-up';

/**
 * Makes an instance of a backup, in a folder that is not there yet: its database is started once, so that it is whole, gets
 * the newest schema, and feeds that nobody can have seen.
 */
export async function restore(from: string, directory: string): Promise<OnlineCopy> {
  const { database, keys, manifest } = backedUp(from);
  if (!existsSync(manifest))
    throw new Error(`In ${from} is geen hele reservekopie: het bestand backup.json, dat als laatste komt, is er niet.`);
  const missing = ['master-key', join('postgres', 'password')].filter((file) => !keysIn(keys).includes(file));
  if (missing.length > 0)
    throw new Error(`In ${keys} ontbreekt ${missing.join(' en ')}. Breng de map met sleutels terug die erbij hoort.`);
  if (existsSync(directory)) throw new Error(`De map ${directory} is er al. Zet terug in een nieuwe map.`);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const postgres = join(directory, 'postgres');
  placeCopy(database, join(keys, 'postgres', 'password'), postgres);
  for (const file of keysIn(keys).filter((one) => !one.startsWith('postgres'))) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    cpSync(join(keys, file), join(directory, file), { recursive: true });
  }
  await makeWhole(postgres);
  return JSON.parse(readFileSync(manifest, 'utf8')) as OnlineCopy;
}

async function makeWhole(directory: string): Promise<void> {
  const server = await startEmbeddedPostgres({ directory });
  try {
    await createRoles(server.adminUrl);
    const { ownerUrl } = await createDatabase(server.adminUrl, 'cap');
    await afterRestore(ownerUrl);
  } finally {
    await server.stop();
  }
}
