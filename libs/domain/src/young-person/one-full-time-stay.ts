import { refuse, type LocalDate, type Refusal } from '@cap/contracts';
import { isFullTime, type EndedStay, type StartedStay, type Stay, type YoungPersonState } from './state';

/** The days of a stay; on the day of the end the place is another's already. `until` null: it runs. */
interface Days {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

const daysOf = (stay: StartedStay | EndedStay): Days => ({
  from: stay.admitted.on,
  until: stay.status === 'ended' ? stay.ended.on : null,
});

const overlap = (one: Days, other: Days): boolean =>
  (other.until === null || one.from < other.until) && (one.until === null || other.from < one.until);

/** The full-time stays that were ever started, but for one. */
const otherFullTimeStays = (state: YoungPersonState, but: Pick<Stay, 'stayId'>): (StartedStay | EndedStay)[] =>
  [...state.stays.values()].filter(
    (stay): stay is StartedStay | EndedStay =>
      stay.stayId !== but.stayId && (stay.status === 'started' || stay.status === 'ended') && isFullTime(stay.careForm),
  );

/**
 * STY-3: one young person has one full-time stay at a time. An old stay ends on or before the day on which the new one
 * begins. Refuses when `days` of the stay overlap another full-time stay that `before` (its days until now; undefined
 * when it had none) did not overlap: what a bypass left overlapping may still be put right.
 */
export function checkOneFullTimeStay(
  state: YoungPersonState,
  stay: Pick<Stay, 'stayId' | 'careForm'>,
  days: Days,
  before?: StartedStay | EndedStay,
): Refusal | null {
  if (!isFullTime(stay.careForm)) return null;
  const other = otherFullTimeStays(state, stay).find(
    (candidate) =>
      overlap(days, daysOf(candidate)) && !(before !== undefined && overlap(daysOf(before), daysOf(candidate))),
  );
  // PRP-4: where the young person is, is another provider's: only the own stay is named.
  return other === undefined ? null : refuse('has-running-stay', { stayId: stay.stayId });
}

/** The full-time stays that run, but for one. */
export const otherRunningFullTimeStays = (state: YoungPersonState, but: Pick<Stay, 'stayId'>): StartedStay[] =>
  otherFullTimeStays(state, but).filter((stay) => stay.status === 'started');
