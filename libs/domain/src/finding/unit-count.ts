import type { Instant, LocalDate, UnitFindingKind } from '@cap/contracts';
import type { Policy } from '@cap/events';
import { startOfDay } from '../days/amsterdam';
import { addDays } from '../days/local-date';
import { hoursAfter, stockTakeUntil } from '../days/terms';

/** What a unit last reported, and which of the CAP's stays that number includes. Places. */
export interface UnitCount {
  /** Null while the unit was never heard of. */
  readonly occupied: number | null;
  readonly occupiedOtherRegions: number;
  /** Stays that the CAP knows and the report counts. */
  readonly staysCounted: number;
  /** With its sign. */
  readonly free: number;
}

/**
 * For how many places a unit's count gives cause for a finding. CPY-4: a unit is overcommitted as a whole, once. CAP-3:
 * each place whose occupancy no known stay explains is one; young people of other regions are no bypass (CPY-10).
 */
export function causesOfFindings(count: UnitCount): Readonly<Record<UnitFindingKind, number>> {
  if (count.occupied === null) return { overcommitted: 0, 'unexplained-occupancy': 0 };
  const unexplained = count.occupied - count.occupiedOtherRegions - count.staysCounted;
  return { overcommitted: count.free < 0 ? 1 : 0, 'unexplained-occupancy': Math.max(0, unexplained) };
}

export interface FindingTermFacts {
  /** The day on which the unit's provider joined, and the policy of that day. */
  readonly joinedOn: LocalDate;
  readonly policyWhenJoined: Pick<Policy, 'stock-take-term-days'>;
  readonly policy: Pick<Policy, 'overcommitted-grace-hours' | 'unexplained-occupancy-term-hours'>;
}

/**
 * When a cause that began at `since` becomes a finding, if it is still there. While the stock take of a provider runs,
 * its stays may yet be registered: until it closes no occupancy is a bypass (CAP-5).
 */
export function findingDueAt(kind: UnitFindingKind, since: Instant, facts: FindingTermFacts): Instant {
  const { joinedOn, policyWhenJoined, policy } = facts;
  if (kind === 'overcommitted') return hoursAfter(since, policy['overcommitted-grace-hours']);
  const stockTakeOver = startOfDay(addDays(stockTakeUntil(joinedOn, policyWhenJoined), 1));
  const termOver = hoursAfter(since, policy['unexplained-occupancy-term-hours']);
  return termOver > stockTakeOver ? termOver : stockTakeOver;
}
