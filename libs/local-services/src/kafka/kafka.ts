import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort, isFree } from '../free-port';
import type { Ending } from '../guarded-process';
import { runBroker } from './broker-process';
import { assertNobodyRuns } from './one-run';
import { prepareKafka } from './prepare';
import { serverProperties, type BrokerPorts } from './server-properties';

export interface KafkaOptions {
  /** Keeps the data and the ports between runs. Made when it is not there. */
  readonly directory: string;
  /** For clients; without it the port of the last run, or a free one below 32768. */
  readonly port?: number;
  /** The port of a proxy: there is then a second listener, whose clients are told to come by way of it. */
  readonly proxy?: number;
  readonly onLog?: (line: string) => void;
}

export interface Kafka {
  /** host:port */
  readonly brokers: string;
  /** Where the proxy finds the second listener. */
  readonly behindProxy: number | undefined;
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** An orderly stop: the next start takes a second. */
  stop(): Promise<void>;
  /** kill -9, for tests of faults: the next start on the directory takes three seconds. */
  kill(): Promise<void>;
}

/** Starts a real Apache Kafka broker on 127.0.0.1, that goes on where the last run ended. */
export const startKafka = async (options: KafkaOptions): Promise<Kafka> => {
  const { directory, port, proxy, onLog = () => undefined } = options;
  const { jars, template, archive } = await prepareKafka(onLog);
  const [home, data] = [resolve(directory), join(resolve(directory), 'data')];
  mkdirSync(home, { recursive: true });
  await assertNobodyRuns(home);
  if (!existsSync(data)) await copyWhole(template, data);
  const portsFile = join(home, 'ports.json');
  const ports = await keptPorts(portsFile, port, proxy);
  const properties = join(home, 'server.properties');
  writeFileSync(properties, serverProperties(data, ports));
  const broker = await runBroker({ jars, archive, properties, onLog });
  writeFileSync(portsFile, JSON.stringify(ports));
  return {
    brokers: `127.0.0.1:${ports.client}`,
    behindProxy: ports.behindProxy?.listens,
    pid: broker.pid,
    exited: broker.exited,
    stop: async () => void (await broker.end('SIGTERM', 30_000)),
    kill: async () => void (await broker.end('SIGKILL', 0)),
  };
};

/** By way of another name, so that an interrupted copy is not taken for a directory that is ready. */
const copyWhole = async (from: string, to: string): Promise<void> => {
  rmSync(`${to}.making`, { recursive: true, force: true });
  await cp(from, `${to}.making`, { recursive: true });
  renameSync(`${to}.making`, to);
};

const keptPorts = async (file: string, wanted: number | undefined, proxy: number | undefined): Promise<BrokerPorts> => {
  if (wanted !== undefined && !(await isFree(wanted)))
    throw new Error(`Port ${wanted} for Kafka is in use: stop the program that listens there, or choose another port.`);
  const last = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BrokerPorts) : undefined;
  const keep = async (port: number | undefined) => (port !== undefined && (await isFree(port)) ? port : freePort());
  const behindProxy =
    proxy === undefined ? undefined : { listens: await keep(last?.behindProxy?.listens), told: proxy };
  const [client, controller] = [wanted ?? (await keep(last?.client)), await keep(last?.controller)];
  return behindProxy ? { client, controller, behindProxy } : { client, controller };
};
