import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, isFree } from '../free-port';
import { spawnGuarded, type Ending, type GuardedProcess } from '../guarded-process';
import { LineTail } from '../line-tail';
import { packagedBinaries, usableBinaries } from './binaries';
import { cluster } from './cluster';
import { dataHome } from './home';
import { endOrphan } from './orphan';
import { serverUser, type ServerUser } from './server-user';

export interface EmbeddedPostgresOptions {
  /** Keeps the data, the password and the port between runs. Made when it is not there. */
  readonly directory: string;
  /** Asked for by the operator; without it the port of the last run, or a free one below 32768. */
  readonly port?: number;
  readonly onLog?: (line: string) => void;
  /** `none` gives up durability for speed: only for data that a test throws away. */
  readonly durability?: 'full' | 'none';
}

export interface EmbeddedPostgres {
  /** postgres://… of the superuser, on database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Where the data really is: see `dataHome`. */
  readonly data: string;
  readonly exited: Promise<Ending>;
  /** Ends sessions and stops. Close your pools first: they see an error otherwise. */
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL on 127.0.0.1, that goes on where the last run ended, also after a kill -9 of it or of us. */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const directory = resolve(options.directory);
  const onLog = options.onLog ?? (() => undefined);
  const user = serverUser(onLog);
  const native = usableBinaries(packagedBinaries(), user, onLog);
  const home = dataHome(directory, user, onLog);
  const durability = options.durability ?? 'full';
  const synced = durability === 'full';
  const { data, password } = cluster({ directory, home, bin: join(native, 'bin'), user, synced });
  await endOrphan(data, onLog);
  const port = await keptPort(join(directory, 'port'), options.port);
  const args = serverArguments(data, port, durability);
  const server = await startServer(join(native, 'bin', 'postgres'), args, user, onLog);
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    data,
    exited: server.exited,
    stop: async () => void (await server.end('SIGINT', 30_000)),
  };
};

const keptPort = async (file: string, wanted: number | undefined): Promise<number> => {
  if (wanted !== undefined && !(await isFree(wanted)))
    throw new Error(
      `Port ${wanted} for PostgreSQL is in use: stop the program that listens there, or choose another port.`,
    );
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  const port = wanted ?? (last !== undefined && (await isFree(last)) ? last : await freePort());
  writeFileSync(file, `${port}\n`);
  return port;
};

const serverArguments = (data: string, port: number, durability: 'full' | 'none'): string[] => {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durability === 'none' ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

/** A killed server's children may still hold its memory for a moment: PostgreSQL then refuses, and is asked again. */
const startServer = async (
  command: string,
  args: string[],
  user: ServerUser,
  onLog: (line: string) => void,
): Promise<GuardedProcess> => {
  for (const until = Date.now() + 15_000; ; await pause(200)) {
    const tail = new LineTail();
    const server = await launch(command, args, user, onLog, tail);
    if (server) return server;
    const worthATry = tail.includes('pre-existing shared memory block') && Date.now() < until;
    if (!worthATry) throw new Error(`PostgreSQL did not start. The end of what it wrote:\n${String(tail)}`);
  }
};

const launch = async (
  command: string,
  args: string[],
  user: ServerUser,
  onLog: (line: string) => void,
  tail: LineTail,
): Promise<GuardedProcess | undefined> => {
  let ready = (): void => undefined;
  const isReady = new Promise<true>((resolve) => (ready = () => resolve(true)));
  const onLine = (line: string): void => {
    tail.add(line);
    onLog(line);
    if (line.includes('database system is ready to accept connections')) ready();
  };
  const env = { LC_ALL: 'C', PATH: process.env['PATH'] };
  const server = await spawnGuarded({ command, args, env, ...(user ? { user } : {}), signalOnOrphan: 'INT', onLine });
  const came = await Promise.race([isReady, server.exited.then(() => false)]);
  return came ? server : undefined;
};
