import { parseArgs } from 'node:util';
import { wholeNumber, WrongOption } from './options';

/** The last commit before the migrations 0011 to 0013, and the oldest from which an upgrade can roll: docs/decisions/0022. */
export const oldestToUpgradeFrom = 'c6c60eb';

export interface UpgradeOptions {
  /** The commit that is version n. */
  readonly from: string;
  /** Where version n is put and left; undefined: a temporary folder. */
  readonly folder: string | undefined;
  readonly seed: number;
  readonly providers: number;
  readonly daysBefore: number;
  readonly daysAfter: number;
  /** Shows what the programs write. */
  readonly log: boolean;
  readonly help: boolean;
}

export const upgradeUsage = `npm run prove:upgrade -- [opties]

  --from <commit>         versie n; n+1 is wat hier staat (${oldestToUpgradeFrom})
  --folder <map>          waar versie n komt en blijft staan, om een volgende keer sneller te beginnen (een tijdelijke map)
  --seed <getal>          zaad van de regio (1)
  --providers <getal>     aantal aanbieders van de regio (6)
  --days-before <getal>   dagen waarop versie n alleen werkt (1)
  --days-after <getal>    dagen waarop versie n+1 alleen werkt (3)
  --log                   laat zien wat de programma's schrijven
  --help                  deze tekst
`;

/** Reads the command line. Throws a `WrongOption` that names what is wrong. */
export function readUpgradeOptions(args: readonly string[]): UpgradeOptions {
  const values = parse(args);
  return {
    from: values.from ?? oldestToUpgradeFrom,
    folder: values.folder,
    seed: wholeNumber('seed', values.seed, 1, 0, 2_147_483_647),
    providers: wholeNumber('providers', values.providers, 6, 2, 60),
    daysBefore: wholeNumber('days-before', values['days-before'], 1, 0, 30),
    daysAfter: wholeNumber('days-after', values['days-after'], 3, 0, 30),
    log: values.log ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        folder: { type: 'string' },
        seed: { type: 'string' },
        providers: { type: 'string' },
        'days-before': { type: 'string' },
        'days-after': { type: 'string' },
        log: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new WrongOption((error as Error).message);
  }
}
