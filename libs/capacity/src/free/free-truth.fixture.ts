import type { Instant, LocalDate, PersonId, PlacementId, ProposalId, ReferralId, StayId } from '@cap/contracts';
import type { Held } from '@cap/events';

/** A moment in milliseconds. */
export type Ms = number;

export const instantOf = (ms: Ms): Instant => new Date(ms).toISOString() as Instant;

const amsterdam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});
export const dayOf = (ms: Ms): LocalDate => amsterdam.format(ms).slice(0, 10) as LocalDate;

const hour = 3_600_000;
/** The first moment of the day in which `ms` lies; of the next day with `days` 1. Days of 23 and 25 hours included. */
export function startOfDay(ms: Ms, days = 0): Ms {
  const noon = Date.parse(`${dayOf(ms)}T11:00:00Z`) + days * 24 * hour;
  const midnight = [`${dayOf(noon)}T00:00:00+01:00`, `${dayOf(noon)}T00:00:00+02:00`].map((text) => Date.parse(text));
  return midnight.find((candidate) => amsterdam.format(candidate).endsWith('00:00:00'))!;
}

/** What was recorded of an admission or an end, and when. */
export interface Recorded {
  readonly held: Held;
  readonly at: Ms;
  /** The moment or the day is not what happened: it awaits its correction. */
  readonly wrong: boolean;
}

/** One young person: what happened, and what the CAP was told of it. */
export interface Child {
  readonly personId: PersonId;
  readonly placementId: PlacementId;
  readonly referralId: ReferralId;
  readonly proposalId: ProposalId;
  readonly stayId: StayId;
  /** What the CAP knows; `unknown` of somebody who is there without it. */
  status: 'unknown' | 'held' | 'accepted' | 'admitted' | 'ended' | 'released';
  came: Ms | null;
  left: Ms | null;
  admitted: Recorded | null;
  ended: Recorded | null;
}

/** What a provider counted at one moment. Its numbers are true at that moment. */
export interface Count {
  readonly id: string;
  readonly observedAt: Ms;
  readonly inOperation: number;
  readonly others: number;
  readonly present: ReadonlySet<Child>;
  readonly names: ReadonlySet<PlacementId> | null;
}

export const isPresent = (child: Child, at: Ms): boolean =>
  child.came !== null && child.came <= at && (child.left === null || at < child.left);

/**
 * Places that nobody is in and nobody was promised, as far as it can be known: those whom the CAP knows, as they are now;
 * all others as they were at the last count.
 */
export function trulyFree(count: Count | null, children: readonly Child[]): number {
  const known = children.filter(({ status }) => status !== 'unknown' && status !== 'released');
  const strangers = count ? [...count.present].filter((child) => !known.includes(child)).length + count.others : 0;
  return (count?.inOperation ?? 0) - strangers - known.filter((child) => child.left === null).length;
}

/** Whether count and confirmations say all that is needed to know free exactly. */
export function isLevel(count: Count | null, children: readonly Child[]): boolean {
  return children.every((child) => {
    if (child.status === 'unknown' || child.status === 'released') return true;
    if (!count) return child.left === null || child.status === 'ended';
    return count.names ? isLevelByName(child, count, count.names) : isLevelByMoment(child, count.observedAt);
  });
}

function isLevelByName(child: Child, count: Count, names: ReadonlySet<PlacementId>): boolean {
  if (count.present.has(child) && !names.has(child.placementId)) return false;
  return child.left === null || child.status === 'ended';
}

function isLevelByMoment(child: Child, observedAt: Ms): boolean {
  const { came, left, admitted, ended } = child;
  if (came === null || came > observedAt) return left === null || ended !== null;
  const countedForSure = admitted !== null && surelyBefore(admitted, observedAt);
  if (left === null) return countedForSure;
  if (left <= observedAt) return countedForSure || ended !== null;
  return countedForSure && ended !== null && surelyAfter(ended, observedAt);
}

/** Whether what was recorded cannot but have been at or before a moment. */
const surelyBefore = ({ held, at }: Recorded, moment: Ms): boolean =>
  held.at === null
    ? at <= moment || startOfDay(Date.parse(`${held.on}T11:00:00Z`), 1) <= moment
    : Date.parse(held.at) <= moment;

/** Whether what was recorded cannot but have been after a moment. */
const surelyAfter = ({ held }: Recorded, moment: Ms): boolean =>
  moment < (held.at === null ? startOfDay(Date.parse(`${held.on}T11:00:00Z`)) : Date.parse(held.at));
