import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@cap/local-services';
import type { TestKafka } from '@cap/testing';

const starter = join(__dirname, '../../../../tools/starter/dist/main.js');
const readyWithinMs = 120_000;

/** How long a file may take to start or stop its instance, for `beforeAll` and `afterAll`. */
export const startMs = readyWithinMs + 30_000;

/** An instance of its own: database, API processes and worker, in a folder of its own. */
export interface Cap {
  /** Addresses of its API processes. */
  readonly apis: readonly string[];
  /** Of its Kafka, in full mode. */
  readonly kafkaBrokers: string | null;
  readonly directory: string;
  /** Of the starter; the programs are its descendants. */
  readonly pid: number;
  /** Every line that its programs have written until now. */
  readonly output: readonly string[];
  /** The exit code of the starter, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** The superuser's address of its database. */
  databaseUrl(): string;
  /** Asks the starter to end, as Ctrl-C does, and waits for it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  /** Number of API processes; 1 unless told, in full mode 2. */
  readonly apis?: number;
  /** As on servers: Kafka, and two of each program. */
  readonly full?: boolean;
  /** An earlier instance whose folder it goes on with, on the same ports. */
  readonly after?: Cap;
  /** With Kafka: a broker that is there, and the names by which this instance is known on it. */
  readonly kafka?: Pick<TestKafka, 'brokers' | 'prefix'> & { readonly source?: string };
  /** Variables for its programs, beside our own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the compiled program, empty, on free ports. Throws an `Error` with its last lines when it does not get ready. */
export async function startCap(asked: StartOptions = {}): Promise<Cap> {
  const { full = false, apis = full ? 2 : 1, after, kafka, environment = {} } = asked;
  const directory = after?.directory ?? newDirectory();
  const port = after ? new URL(after.apis[0]!).port : await portsFree(apis);
  const options = ['--empty', '--machine', '--directory', directory, '--port', `${port}`, '--apis', `${apis}`];
  if (full) options.push('--full');
  const starting = spawn(process.execPath, [starter, ...options], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...brokerFor(kafka), ...environment },
  });
  const ended = once(starting, 'exit').then(([code]) => code as number | null);
  const output: string[] = [];
  const stop = async (signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> => {
    starting.kill(signal);
    return ended;
  };
  try {
    const addresses = await ready(starting, output, ended);
    return { ...addresses, directory, pid: starting.pid!, output, ended, stop, databaseUrl: () => urlIn(directory) };
  } catch (error) {
    await stop('SIGTERM');
    throw error;
  }
}

const brokerFor = (kafka: StartOptions['kafka']): NodeJS.ProcessEnv =>
  kafka === undefined
    ? { KAFKA_BROKERS: '' }
    : {
        KAFKA_BROKERS: kafka.brokers.join(','),
        CAP_REPORTS_GROUP: `${kafka.prefix}reports`,
        ...(kafka.source === undefined ? {} : { CAP_EVENT_SOURCE: kafka.source }),
      };

/** Ends an instance, if it got that far, and takes its folder away. */
export async function endCap(cap: Cap | undefined): Promise<void> {
  await cap?.stop();
  if (cap) rmSync(cap.directory, { recursive: true, force: true });
}

/** A folder that the user of the database can pass through, so that the data are in it and go with it. */
function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cap-e2e-'));
  chmodSync(directory, 0o711);
  return directory;
}

/** The first of as many free ports in a row. */
async function portsFree(apis: number): Promise<number> {
  for (let first = await freePort(); ; first = await freePort()) {
    const rest: number[] = [];
    while (rest.length < apis - 1) rest.push(await freePort(first + rest.length + 1));
    if (rest.every((port, index) => port === first + index + 1)) return first;
  }
}

type Addresses = Pick<Cap, 'apis' | 'kafkaBrokers'>;

function ready(starting: ChildProcess, output: string[], ended: Promise<unknown>): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    const read = (line: string): void => {
      output.push(line);
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)) as Addresses);
    };
    for (const stream of [starting.stdout!, starting.stderr!]) createInterface({ input: stream }).on('line', read);
    const fail = (why: string): void => reject(new Error(`${why} Its last lines:\n${output.slice(-20).join('\n')}`));
    void ended.then(() => fail('The program ended before it was ready.'));
    setTimeout(() => fail(`The program was not ready within ${readyWithinMs} ms.`), readyWithinMs).unref();
  });
}

function urlIn(directory: string): string {
  const kept = (name: string): string => readFileSync(join(directory, 'postgres', name), 'utf8').trim();
  return `postgres://postgres:${kept('password')}@127.0.0.1:${kept('port')}/cap`;
}
