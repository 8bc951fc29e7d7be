import { refuse, type LocalDate, type Refusal, type StayView } from '@cap/contracts';
import type { Policy } from '@cap/events';
import { dayNumber, lastDayOfCrisisStay } from '../days/terms';
import type { Stay } from './state';

export type CrisisPolicy = Pick<Policy, 'crisis-stay-days'>;

/** CRI-1: the last day of a stay that was admitted on a day; null when it is no crisis stay. */
export const lastDayOf = (
  stay: Pick<Stay, 'purpose'>,
  admittedOn: LocalDate,
  policy: CrisisPolicy,
): LocalDate | null => (stay.purpose === 'crisis' ? lastDayOfCrisisStay(admittedOn, policy) : null);

/** CRI-1: no plan goes past day 28. */
export function checkPlannedEnd(
  stay: Stay,
  admittedOn: LocalDate,
  plannedEnd: LocalDate,
  policy: CrisisPolicy,
): Refusal | null {
  const lastDay = lastDayOf(stay, admittedOn, policy);
  if (lastDay === null || plannedEnd <= lastDay) return null;
  return refuse('crisis-end-after-day-28', { stayId: stay.stayId, plannedEnd, lastDay });
}

/**
 * CRI-1, CRI-5: the clock of a crisis stay on a day: its last day, which day it is (of an ended stay: the day of its
 * end), and whether it is past the last day. Null for other stays and before admission.
 */
export function crisisClock(stay: Stay, today: LocalDate, policy: CrisisPolicy): StayView['crisis'] {
  if (stay.status !== 'started' && stay.status !== 'ended') return null;
  const admittedOn = stay.admitted.on;
  const lastDay = lastDayOf(stay, admittedOn, policy);
  if (lastDay === null) return null;
  const day = stay.status === 'ended' ? stay.ended.on : today;
  return { lastDay, dayNumber: dayNumber(admittedOn, day), overrun: day > lastDay };
}
