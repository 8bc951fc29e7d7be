import { parseArgs } from 'node:util';

export interface Options {
  /** Only mutants whose name contains this. */
  readonly filter: string;
  /** Only look whether each patch still applies. */
  readonly checkApplies: boolean;
  /** How many copies of the repository are tried at once. */
  readonly lanes: number;
}

/** Reads `[name] [--check-applies] [--lanes n]`. Throws an error that says what is not known. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'check-applies': { type: 'boolean', default: false }, lanes: { type: 'string', default: '2' } },
  });
  const lanes = Number(values.lanes);
  if (!Number.isInteger(lanes) || lanes < 1)
    throw new Error(`--lanes takes a whole number from 1, not ${values.lanes}.`);
  if (positionals.length > 1)
    throw new Error(`One part of a name, not ${positionals.length}: ${positionals.join(', ')}.`);
  return { filter: positionals[0] ?? '', checkApplies: values['check-applies'], lanes };
}
