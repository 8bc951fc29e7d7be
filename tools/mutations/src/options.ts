import { parseArgs } from 'node:util';

export interface Options {
  /** Only mutants whose name contains one of these; all when there is none. */
  readonly named: readonly string[];
  /** Only look whether each patch still applies. */
  readonly checkApplies: boolean;
  /** How many copies of the repository are tried at once. */
  readonly lanes: number;
}

/** Reads `[part of a name ...] [--check-applies] [--lanes n]`. Throws an error that says what is not known. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'check-applies': { type: 'boolean', default: false }, lanes: { type: 'string', default: '2' } },
  });
  const lanes = Number(values.lanes);
  if (!Number.isInteger(lanes) || lanes < 1)
    throw new Error(`--lanes takes a whole number from 1, not ${values.lanes}.`);
  return { named: positionals, checkApplies: values['check-applies'], lanes };
}
