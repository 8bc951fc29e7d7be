import { parseArgs } from 'node:util';

export const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type Letter = (typeof letters)[number];

export interface Options {
  readonly only: readonly Letter[];
  /** Fewer and shorter rounds: shows that it works, not how fast it is. */
  readonly quick: boolean;
  readonly json: boolean;
  /** Writes docs/benchmarks.md. */
  readonly write: boolean;
}

export class WrongOption extends Error {}

export const usage = `npm run bench -- [--only a,c] [--quick] [--json] [--write]

  a  reports from a filled topic        d  matching
  b  commands, without and over HTTP    e  rebuild of a read model
  c  report to socket                   f  start, the second time

  --only   these only           --json   the figures as JSON
  --quick  short rounds         --write  the page docs/benchmarks.md, of all six
`;

/** Reads the command line; null when it asks for help. Throws `WrongOption`. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parse(args);
  if (values.help) return null;
  const only = values.only?.split(',') ?? [...letters];
  const unknown = only.filter((letter) => !(letters as readonly string[]).includes(letter));
  if (unknown.length > 0) throw new WrongOption(`--only knows ${letters.join(', ')}, not ${unknown.join(', ')}.`);
  const { quick, json, write } = values;
  if (write && (quick || only.length < letters.length))
    throw new WrongOption('--write is for all benchmarks in full: the page holds figures of one run.');
  return { only: only as Letter[], quick, json, write };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongOption((error as Error).message);
  }
}
