import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@cap/event-store';
import { connected, createDatabase, createRoles, startEmbeddedPostgres, type RoleUrls } from '@cap/local-services';

let version: string | undefined;
/** Of the server that benchmarks had; absent while none did. */
export const postgresVersion = (): string | undefined => version;

/** Where one benchmark is held: a folder, and a PostgreSQL with all its durability in it. */
export interface Stand {
  readonly directory: string;
  /** A migrated database of that name, without anything in it. */
  database(name: string): Promise<RoleUrls>;
  /** The same as another has it now; nobody may be connected to that one. */
  twin(of: string, name: string): Promise<RoleUrls>;
}

/** A folder that the user of the database can pass through, taken away when the work is over. */
export async function inFolder<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'cap-bench-'));
  chmodSync(directory, 0o711);
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Holds a benchmark on a stand of its own, and takes that away. */
export const onStand = <T>(work: (stand: Stand) => Promise<T>): Promise<T> =>
  inFolder(async (directory) => {
    const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
    try {
      await createRoles(postgres.adminUrl);
      version = await connected(postgres.adminUrl, async (client) => {
        const { rows } = await client.query<{ server_version: string }>('show server_version');
        return rows[0]!.server_version;
      });
      return await work({
        directory,
        async database(name) {
          const urls = await createDatabase(postgres.adminUrl, name);
          await migrate(urls.ownerUrl);
          return urls;
        },
        twin: (of, name) => createDatabase(postgres.adminUrl, name, { template: of }),
      });
    } finally {
      await postgres.stop();
    }
  });
