import {
  asInstant,
  refusals,
  refusalStatus,
  refusalTexts,
  refuse,
  type Problem,
  type Refusal,
  type RefusalCode,
} from '@cap/contracts';
import { CommandIdReused } from '@cap/event-store';
import { NotFound, UnknownMoment, WrongVersion } from '@cap/use-cases';
import { forbidden, unauthenticated } from '../edge/access.guard';
import { invalid } from '../edge/body.pipe';
import { headersTooLarge, tooBusy, tooLarge, tooSlow, unreadable } from '../edge/door-problems';
import { idUnreadable } from '../edge/id.pipe';
import { problemOf } from '../edge/problem';
import { broken, commandIdReused, notFound, personDiffers, unknownMoment, wrongVersion } from '../edge/problem.filter';

/** What about a route decides which problems it can answer with. */
export interface RouteFacts {
  /** What the first part of the path names, where a number stands in it. */
  readonly things: readonly NotFound['what'][];
  readonly hasBody: boolean;
  /** A body with a young person. */
  readonly hasPerson: boolean;
  /** The names of its query parameters. */
  readonly query: readonly string[];
  /** Given once under its `Idempotency-Key`, perhaps on a version. */
  readonly carried: boolean;
  readonly refusals: readonly RefusalCode[];
}

/** The problems of one status: all codes that it can have, and one as it is told. */
export interface Told {
  readonly codes: readonly string[];
  /** What each code says, where more than one is possible. */
  readonly lines: readonly string[];
  readonly example: Problem;
}

/** By status, the problems that a route can answer with. Texts are those of the code that sends them. */
export function problemsOf(facts: RouteFacts): ReadonlyMap<number, Told> {
  const told = new Map<number, Told>();
  const tell = (codes: readonly string[], example: Problem | undefined): void => {
    if (example && codes.length > 0)
      told.set(example.status, { codes: [...new Set(codes)], lines: refusalLines(codes), example });
  };
  const forbids = facts.refusals.filter((code) => refusalStatus(code) === 403);
  const conflicts = facts.refusals.filter((code) => refusalStatus(code) === 409);
  tell(inputCodes(facts), inputExample(facts));
  tell(['not-signed-in'], unauthenticated().toProblem('nl'));
  tell(['not-allowed', ...forbids], forbidden().toProblem('nl'));
  const [thing] = facts.things;
  tell(
    [...facts.things.map((what) => `${what}-not-found`), ...asksOf(facts, 'at', 'moment-before-the-first-fact')],
    thing
      ? notFound(new NotFound(thing)).toProblem('nl')
      : unknownMoment(new UnknownMoment('before-the-first-fact', asInstant(sampleValues.expiresAt))).toProblem('nl'),
  );
  tell(['request-too-slow'], tooSlow().toProblem('nl'));
  const [conflict] = conflicts;
  const refused = conflict && problemOf(sampleRefusal(conflict), 'nl');
  tell([...conflicts, ...(facts.hasPerson ? ['person-differs'] : [])], refused ?? personConflict(facts));
  if (facts.carried) {
    tell(['changed-meanwhile'], wrongVersion(new WrongVersion(3, 4)).toProblem('nl'));
    tell(['command-id-reused'], commandIdReused(new CommandIdReused(['urgency'])).toProblem('nl'));
  }
  if (facts.hasBody) {
    tell(['request-too-large'], tooLarge().toProblem('nl'));
    tell(['request-unreadable'], unreadable(415).toProblem('nl'));
  }
  tell(['headers-too-large'], headersTooLarge().toProblem('nl'));
  tell(['internal-error'], broken().toProblem('nl'));
  tell(['too-busy', 'temporarily-unavailable'], tooBusy().toProblem('nl'));
  return new Map([...told].sort(([a], [b]) => a - b));
}

/** For people: which refusals can come, by rule. */
const refusalLines = (codes: readonly string[]): string[] =>
  codes
    .filter((code): code is RefusalCode => code in refusals)
    .map((code) => `${refusals[code]}, ${code}: ${refusalTexts.nl[code].title}.`);

/** A refusal with the values that its text reads, and no other. */
function sampleRefusal(code: RefusalCode): Refusal {
  const read: Record<string, string | number> = {};
  refusalTexts.nl[code].detail(
    new Proxy(sampleValues, { get: (all, key) => (read[String(key)] = all[key as keyof typeof all]) }),
  );
  return refuse(code, read);
}

/** Values for the texts of refusals, invented. */
const sampleValues = {
  freePlaces: 0,
  status: 'placed',
  admittedOn: '2028-01-10',
  acceptedOn: '2028-01-12',
  endedOn: '2028-01-09',
  expiresAt: '2028-01-10T09:00:00.000Z',
  plannedFrom: '2028-06-01',
  plannedEnd: '2028-03-01',
  from: '2028-01-10',
  until: '2028-04-09',
  lastDay: '2028-02-07',
  stockTakeUntil: '2028-03-01',
  effectiveFrom: '2028-01-10',
  today: '2028-01-10',
  key: 'reporting-term-hours',
  min: 1,
  max: 336,
  minAge: 16,
  maxAge: 12,
} as const;

/** The code, when the query can ask this. */
const asksOf = ({ query }: RouteFacts, name: string, code: string): string[] => (query.includes(name) ? [code] : []);

function inputCodes(facts: RouteFacts): string[] {
  const { things, hasBody, hasPerson, query, carried } = facts;
  const asks = (name: string, code: string): string[] => asksOf(facts, name, code);
  return [
    ...(hasBody || query.length > 0 ? ['input-invalid'] : []),
    ...(hasBody ? ['request-unreadable'] : []),
    ...(things.length > 0 ? ['id-unreadable', 'address-unreadable'] : []),
    ...(carried ? ['idempotency-key-missing', 'if-match-unreadable'] : []),
    ...asks('cursor', 'cursor-unreadable'),
    ...asks('after', 'after-unreadable'),
    ...asks('number', 'number-unreadable'),
    ...asks('at', 'moment-still-to-come'),
    ...(hasPerson ? ['bsn-not-accepted'] : []),
  ];
}

function inputExample({ hasBody, query }: RouteFacts): Problem {
  if (!hasBody && query.length === 0) return idUnreadable().toProblem('nl');
  const field = query[0] ?? 'reason';
  return invalid([{ field, flaw: 'other' }]).toProblem('nl');
}

const personConflict = ({ hasPerson }: RouteFacts): Problem | undefined =>
  hasPerson ? personDiffers().toProblem('nl') : undefined;
