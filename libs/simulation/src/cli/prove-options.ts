import { parseArgs } from 'node:util';
import { faultKinds, type FaultKind } from '../faults/plan/fault';
import type { OutageDemand } from '../faults/scene';
import { kindsOf, wholeNumber, WrongOption } from './options';

export interface ProveOptions {
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
  readonly providers: number;
  readonly days: number;
  readonly rate: number;
  readonly demand: OutageDemand;
  readonly shrink: boolean;
  /** Shows what the instance writes. */
  readonly log: boolean;
  readonly help: boolean;
}

export const proveUsage = `npm run prove -- [opties]

  --seed <getal>       zaad van de regio en van het plan met storingen (1)
  --plan <soorten>     welke soorten storingen, met komma's; zonder dit allemaal. De volgorde komt van het zaad
  --providers <getal>  aantal aanbieders van de regio (12)
  --days <getal>       ten minste zoveel dagen (3); er wordt doorgespeeld tot elke storing is geweest
  --outage <o,m,s>     zoveel opdrachten, meldingen en seconden terwijl Kafka weg is, ten minste (5,20,0)
  --no-shrink          verkleint een plan dat misgaat niet
  --log                laat zien wat de omgeving schrijft
  --help               deze tekst

De soorten: ${faultKinds.join(', ')}
`;

/** Reads the command line. Throws a `WrongOption` that names what is wrong. */
export function readProveOptions(args: readonly string[]): ProveOptions {
  const { values } = parse(args);
  const [commands, reports, seconds] = (values.outage ?? '5,20,0').split(',');
  return {
    seed: wholeNumber('seed', values.seed, 1, 0, 2_147_483_647),
    kinds: kindsOf(values.plan ?? 'alle'),
    providers: wholeNumber('providers', values.providers, 12, 2, 60),
    days: wholeNumber('days', values.days, 3, 1, 365),
    rate: 24,
    demand: {
      commands: wholeNumber('outage', commands, 5, 0, 100_000),
      reports: wholeNumber('outage', reports, 20, 0, 100_000),
      seconds: wholeNumber('outage', seconds, 0, 0, 3600),
    },
    shrink: !values['no-shrink'],
    log: values.log ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        plan: { type: 'string' },
        providers: { type: 'string' },
        days: { type: 'string' },
        outage: { type: 'string' },
        'no-shrink': { type: 'boolean' },
        log: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new WrongOption((error as Error).message);
  }
}
