import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `npm run operate -- <wat> [opdracht] [opties]

  dead-letters                        berichten van aanbieders die niet verwerkt konden worden, en waarom
  dead-letters list --all             ook die opnieuw verwerkt of afgehandeld zijn
  dead-letters replay <nummer>        verwerk dit bericht opnieuw, nadat de oorzaak is hersteld
  dead-letters replay --all           verwerk elk open bericht opnieuw
  dead-letters handled <nummer>       dit bericht is op een andere manier afgehandeld

  readers                             hoever elke lezer van het logboek is, en welke stilstaat
  readers resume <naam>               laat een lezer die stilstaat verder gaan

  parked                              stromen die wachten omdat het vervolg op een gebeurtenis mislukte
  parked resume <lezer> <stroom>      ga met een stroom verder vanaf die gebeurtenis
  parked resume --all                 ga met elke stroom verder

  --by <naam>         wie dit doet (uw gebruikersnaam op deze computer)
  --directory <map>   de omgeving van npm start waarom het gaat (.cap); DATABASE_URL gaat voor
  --wait <seconden>   hoe lang op de uitkomst wordt gewacht (15)
  --help              deze tekst
`;

export const subjects = ['dead-letters', 'readers', 'parked'] as const;
export type Subject = (typeof subjects)[number];

/** What an operator asks. */
export interface Order {
  readonly subject: Subject;
  /** `list` where none was given. */
  readonly action: string;
  readonly of: readonly string[];
  readonly all: boolean;
  readonly by: string;
  /** Of the instance, where no DATABASE_URL is set. */
  readonly directory: string;
  /** Real milliseconds to wait for what a worker makes of it. */
  readonly waitMs: number;
}

/** The command line cannot be understood. The message is for the person at the terminal. */
export class WrongOrder extends Error {}

/** Reads the command line; null when it asks for help. Throws a `WrongOrder` that says what is wrong. */
export function readOrder(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Order | null {
  const { values, positionals } = parse(args);
  const [subject, action = 'list', ...of] = positionals;
  if (values.help || subject === undefined) return null;
  const known = subjects.find((one) => one === subject);
  if (known === undefined) throw new WrongOrder(`"${subject}" is niet bekend. Kies uit: ${subjects.join(', ')}.`);
  const by = values.by ?? ownName();
  if (!/^[A-Za-z0-9._@-]{1,64}$/.test(by))
    throw new WrongOrder('Zeg met --by wie dit doet: een naam van letters, cijfers en . _ @ -, ten hoogste 64 tekens.');
  const wait = Number(values.wait ?? 15);
  if (!(wait >= 0 && wait <= 3600)) throw new WrongOrder('--wait neemt een aantal seconden van 0 tot en met 3600.');
  const directory = resolve(values.directory ?? environment['CAP_DIRECTORY'] ?? '.cap');
  return { subject: known, action, of, all: values.all ?? false, by, directory, waitMs: wait * 1000 };
}

/** Empty where the user has no name, as in a container. */
function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: 'boolean' },
        by: { type: 'string' },
        directory: { type: 'string' },
        wait: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new WrongOrder(error instanceof Error ? error.message : String(error));
  }
}
