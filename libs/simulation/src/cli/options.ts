import { parseArgs } from 'node:util';
import { faultKinds, kindNamed, type FaultKind } from '../faults/plan/fault';
import { asLocalDate, isLocalDate, type LocalDate } from '@cap/contracts';

export interface Options {
  readonly seed: number;
  readonly days: number;
  /** Real minutes after which the play ends with its day; Infinity when only the days count. */
  readonly minutes: number;
  readonly start: LocalDate;
  readonly rate: number;
  readonly faults: number;
  /** Addresses of a running instance; empty: it starts its own. */
  readonly against: readonly string[];
  readonly kafka: boolean;
  readonly brokers: readonly string[];
  /** Faults that are done to the instance meanwhile; empty: none. */
  readonly plan: readonly FaultKind[];
  readonly help: boolean;
}

export const usage = `npm run simulate -- [opties]

  --seed <getal>         zaad van de verzonnen regio (1)
  --days <getal>         aantal dagen (30)
  --minutes <getal>      eindig met de dag waarin zoveel minuten van de klok aan de muur om zijn (alle dagen)
  --start <datum>        eerste dag (2028-01-03)
  --rate <getal>         aanmeldingen per dag, gemiddeld (12)
  --faults <deel>        deel dat misgaat, van 0 tot 1 (0.1): te late, herhaalde, verwisselde en tegenstrijdige
                         meldingen, aanbieders die zwijgen, dubbele klikken, twee mensen tegelijk
  --against <url[,url]>  een draaiende ontwikkelomgeving, leeg of van hetzelfde zaad; zonder dit start de
                         simulatie een eigen omgeving in een verse map
  --kafka                de helft van de meldingen gaat over Kafka
  --kafka-brokers <adr>  adres van Kafka (anders KAFKA_BROKERS, of de eigen omgeving)
  --plan <soorten|alle>  storingen van de omgeving zelf, met komma's, in een volgorde van het zaad; op een eigen, volledige
                         omgeving met Kafka. De soorten: npm run prove -- --help
  --help                 deze tekst
`;

/** An option that cannot be. The message is for the person at the terminal. */
export class WrongOption extends Error {}

/** Reads the command line. Throws a `WrongOption` that names what is wrong. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Options {
  const { values } = parse(args);
  const plan = kindsOf(values.plan);
  if (plan.length > 0 && values.against)
    throw new WrongOption('--plan breekt dingen, en doet dat alleen op een eigen omgeving: laat --against weg.');
  const brokers = values['kafka-brokers'] ?? environment['KAFKA_BROKERS'] ?? '';
  return {
    seed: number('seed', values.seed, 1, 0, 2_147_483_647, true),
    days: number('days', values.days, 30, 1, 365, true),
    minutes: number('minutes', values.minutes, Infinity, 0.1, 1440, false),
    start: date(values.start ?? '2028-01-03'),
    rate: number('rate', values.rate, 12, 0.1, 100, false),
    faults: number('faults', values.faults, 0.1, 0, 1, false),
    against: split(values.against ?? '').map((address) => address.replace(/\/$/, '')),
    kafka: values.kafka ?? false,
    brokers: split(brokers),
    plan,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        days: { type: 'string' },
        minutes: { type: 'string' },
        start: { type: 'string' },
        rate: { type: 'string' },
        faults: { type: 'string' },
        against: { type: 'string' },
        kafka: { type: 'boolean' },
        'kafka-brokers': { type: 'string' },
        plan: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new WrongOption((error as Error).message);
  }
}

/** The kinds of fault that are named. Throws a `WrongOption` when there is no such kind. */
export function kindsOf(text: string | undefined): readonly FaultKind[] {
  if (text === undefined) return [];
  return text === 'alle' ? faultKinds : split(text).map(known);
}

function known(name: string): FaultKind {
  const kind = kindNamed(name);
  if (kind) return kind;
  throw new WrongOption(`Er is geen storing van de soort ${name}. Kies uit: ${faultKinds.join(', ')}.`);
}

/** A whole number within bounds. Throws a `WrongOption` that names the option. */
export const wholeNumber = (
  name: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number => number(name, text, usual, least, most, true);

const split = (text: string): string[] => text.split(',').filter((part) => part !== '');

function number(name: string, text: string | undefined, usual: number, least: number, most: number, whole: boolean) {
  if (text === undefined) return usual;
  const value = Number(text);
  if (
    text.trim() === '' ||
    !Number.isFinite(value) ||
    value < least ||
    value > most ||
    (whole && !Number.isInteger(value))
  )
    throw new WrongOption(`--${name} moet een ${whole ? 'geheel getal' : 'getal'} zijn van ${least} tot ${most}.`);
  return value;
}

function date(text: string): LocalDate {
  if (!isLocalDate(text)) throw new WrongOption('--start moet een bestaande dag zijn, zoals 2028-01-03.');
  return asLocalDate(text);
}
