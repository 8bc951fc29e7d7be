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
  /** With Kafka and the availability worker. */
  readonly kafka: boolean;
  /** Prints one line of JSON when ready, for programs that start this one. */
  readonly machine: boolean;
}

const help = `npm start -- [options]

  --empty            without the demonstration region
  --directory DIR    where data, keys and ports are kept (.cap)
  --port N           port of the page and the API (3000)
  --apis N           number of API processes, on the ports from N on (1)
  --kafka            with Apache Kafka and the availability worker
  --machine          print one line "ready {...}" when ready
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
      apis: { type: 'string', default: '1' },
      kafka: { type: 'boolean', default: false },
      machine: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  const { empty, kafka, machine } = values;
  const apis = wholeNumber('--apis', values.apis, 1, 8);
  const port = wholeNumber('--port', values.port, 1, 65_535 - apis);
  return { directory: resolve(values.directory), empty, port, apis, kafka, machine };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`${option} must be a whole number from ${least} to ${most}.`);
}
