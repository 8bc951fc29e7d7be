import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@cap/local-services';
import { inContainer } from './container';
import { firstOpen, named, type Service } from './service';

/** A PostgreSQL for one run: yours, else a container, else the embedded one in a temporary directory. */
export const postgresForRun = (): Promise<Service> =>
  firstOpen([
    named('PostgreSQL', 'CAP_TEST_ADMIN_URL', 'DATABASE_ADMIN_URL'),
    inContainer('postgres:18-alpine', startContainer),
    startEmbedded,
  ]);

const startContainer = async (image: string) => {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const settings = ['postgres', '-c', 'max_connections=200', '-c', 'fsync=off'];
  const container = await new PostgreSqlContainer(image).withUsername('postgres').withCommand(settings).start();
  return { address: container.getConnectionUri(), stop: async () => void (await container.stop()) };
};

const startEmbedded = async (): Promise<Service> => {
  const directory = mkdtempSync(join(tmpdir(), 'cap-test-postgres-'));
  chmodSync(directory, 0o711); // so that the user postgres can enter
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), durability: 'none' });
  const stop = async () => {
    await server.stop();
    removeEmbeddedPostgres(join(directory, 'postgres'));
    rmSync(directory, { recursive: true, force: true });
  };
  return { address: server.adminUrl, description: `embedded PostgreSQL on port ${server.port}`, stop };
};
