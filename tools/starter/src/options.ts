import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Where data, keys and ports are kept. */
  readonly directory: string;
  /** Without the demonstration region. */
  readonly empty: boolean;
  /** Of the first API process; the others follow. */
  readonly port: number;
  readonly apis: number;
  /** Number of cap-workers. */
  readonly workers: number;
  /** Number of availability workers, where there is Kafka. */
  readonly intakes: number;
  /** With Kafka and the availability worker. */
  readonly kafka: boolean;
  /** As on servers: two of each program, and a database or broker that ends is started again. */
  readonly full: boolean;
  /** Prints one line of JSON when ready, for programs that start this one. */
  readonly machine: boolean;
  /** Can be told to do harm to what it runs: a fault plan of the simulator. */
  readonly control: boolean;
  /** The database on a small file system, so that its disk can be made full. Only root can. */
  readonly smallDisk: boolean;
}

const help = `npm start -- [options]

  --empty            without the demonstration region
  --directory DIR    where data, keys and ports are kept (.cap)
  --port N           port of the page and the API (3000)
  --apis N           number of API processes, on the ports from N on (1)
  --full             as on servers: Kafka, two of each program, and whatever ends is started again
  --kafka            with Apache Kafka and the availability worker
  --machine          print one line "ready {...}" when ready
  --control          for fault plans: does harm to its own processes when asked, on a socket in the directory
  --small-disk       for fault plans, as root: the database on a file system that can be made full
  --help             this text
`;

/** Reads the command line. Ends the process for --help and throws an `Error` for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      empty: { type: 'boolean', default: false },
      directory: { type: 'string', default: process.env['CAP_DIRECTORY'] ?? '.cap' },
      port: { type: 'string', default: '3000' },
      apis: { type: 'string' },
      full: { type: 'boolean', default: false },
      kafka: { type: 'boolean', default: false },
      machine: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
      'small-disk': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const { empty, full, machine, control, 'small-disk': smallDisk } = values;
  const workers = full ? 2 : 1;
  const apis = wholeNumber('--apis', values.apis ?? String(workers), 1, 8);
  const port = wholeNumber('--port', values.port, 1, 65_535 - apis);
  const directory = resolve(values.directory);
  const counts = { apis, workers, intakes: workers };
  return { directory, empty, port, ...counts, kafka: full || values.kafka, full, machine, control, smallDisk };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`${option} must be a whole number from ${least} to ${most}.`);
}
