import { join } from 'node:path';
import { startEmbeddedPostgres, startKafka } from '@cap/local-services';
import type { Kept, Running } from './child';
import { Supervisor } from './supervisor';

/** A database or a broker, with what its users must know. */
export interface Service<Address> {
  readonly address: Address;
  /** Absent when it is somebody else's: then it is not ours to start or end. */
  readonly own?: { readonly first: Running; readonly again: () => Promise<Running> };
}
export interface DatabaseAddress {
  /** Of the superuser. */
  readonly adminUrl: string;
  readonly port: number;
}
export interface BrokerAddress {
  /** host:port,... */
  readonly brokers: string;
  /** The port of the listener to which a link leads, where there is one. */
  readonly behindProxy: number | undefined;
}

type Say = (line: string) => void;

/** The database of `DATABASE_ADMIN_URL` (a superuser's address) where that is set, else our own PostgreSQL. */
export async function openDatabase(directory: string, say: Say): Promise<Service<DatabaseAddress>> {
  const adminUrl = process.env['DATABASE_ADMIN_URL'];
  if (adminUrl) return { address: { adminUrl, port: Number(new URL(adminUrl).port || 5432) } };
  say('PostgreSQL wordt gestart.');
  const start = (port?: number) =>
    startEmbeddedPostgres({ directory: join(directory, 'postgres'), ...given({ port }) });
  const first = await start();
  return { address: first, own: { first, again: () => start(first.port) } };
}

/**
 * The broker of `KAFKA_BROKERS` where that is set, else our own Apache Kafka.
 * @param proxy the port of a link that the programs shall take to it.
 */
export async function openBroker(directory: string, say: Say, proxy?: number): Promise<Service<BrokerAddress>> {
  const brokers = process.env['KAFKA_BROKERS'];
  if (brokers) return { address: { brokers, behindProxy: undefined } };
  say('Apache Kafka wordt gestart (de eerste keer haalt Maven het op).');
  const start = (port?: number) => startKafka({ directory: join(directory, 'kafka'), ...given({ port, proxy }) });
  const first = await start();
  const port = Number(first.brokers.split(':')[1]);
  return { address: first, own: { first, again: () => start(port) } };
}

const given = (ports: Readonly<Record<string, number | undefined>>): Record<string, number> =>
  Object.fromEntries(Object.entries(ports).filter((entry): entry is [string, number] => entry[1] !== undefined));

/** The services of an instance that are ours: kept running, or lost with the first that ends. */
export class Services {
  /** Resolves, with the reason, when one has ended that is not started again. */
  readonly lost: Promise<string>;
  readonly supervisor = new Supervisor();
  readonly #once: Running[] = [];
  #lose: (reason: string) => void = () => undefined;
  #ending = false;

  /** @param restarts whether a service that ends is started again. */
  constructor(private readonly restarts: boolean) {
    this.lost = new Promise((resolve) => (this.#lose = resolve));
  }

  add(name: string, { own }: Service<unknown>): void {
    if (own === undefined) return;
    if (this.restarts) this.supervisor.keep(startedBefore(name, own));
    else {
      this.#once.unshift(own.first);
      void own.first.exited.then(() => this.#ending || this.#lose(`${name} is onverwacht gestopt`));
    }
  }

  /** Ends them, the last that was added first. */
  async stop(): Promise<void> {
    this.#ending = true;
    for (const { name } of [...this.supervisor.status].reverse()) await this.supervisor.end(name);
    for (const running of this.#once) await running.stop();
  }
}

/** Something that runs already, to be kept running: its first start is the process that is there. */
function startedBefore(name: string, { first, again }: NonNullable<Service<unknown>['own']>): Kept {
  let there: Running | undefined = first;
  const start = (): Promise<Running> => {
    const running = there === undefined ? again() : Promise.resolve(there);
    there = undefined;
    return running;
  };
  return { name, start };
}
