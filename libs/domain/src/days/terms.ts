import { asInstant, type Instant, type LocalDate, type Urgency } from '@cap/contracts';
import type { Policy } from '@cap/events';
import { instantOf, localDateOf, localTimeOf, startOfDay } from './amsterdam';
import { addDays, daysBetween } from './local-date';
import { addWorkingDays, type Holidays } from './working-days';

const hourMs = 3_600_000;
/** A moment some hours later; a day is not always 24 of them. */
export const hoursAfter = (at: Instant, hours: number): Instant => asInstant(new Date(Date.parse(at) + hours * hourMs));

/**
 * PRP-2: the moment at which a proposal that is made at `at` expires. Crisis and urgent count hours; regular counts
 * working days and ends at the same Amsterdam clock time.
 */
export function proposalDeadline(urgency: Urgency, at: Instant, policy: Policy, holidays: Holidays): Instant {
  switch (urgency) {
    case 'crisis':
      return hoursAfter(at, policy['proposal-term-crisis-hours']);
    case 'urgent':
      return hoursAfter(at, policy['proposal-term-urgent-hours']);
    case 'regular': {
      const lastDay = addWorkingDays(localDateOf(at), policy['proposal-term-regular-working-days'], holidays);
      return instantOf(lastDay, localTimeOf(at));
    }
  }
}

/** CRI-1: the last day on which a crisis stay may end; the day of admission is day 1. */
export const lastDayOfCrisisStay = (admittedOn: LocalDate, policy: Pick<Policy, 'crisis-stay-days'>): LocalDate =>
  addDays(admittedOn, policy['crisis-stay-days'] - 1);

/** The how manieth day of a stay a day is; the day of admission is day 1. */
export const dayNumber = (admittedOn: LocalDate, date: LocalDate): number => daysBetween(admittedOn, date) + 1;

/** STY-1: the moment from which a stay that was planned for a day, and has not started, is overdue. */
export const stayStartDueAt = (plannedFrom: LocalDate, policy: Pick<Policy, 'stay-start-term-days'>): Instant =>
  startOfDay(addDays(plannedFrom, policy['stay-start-term-days'] + 1));

/** CAP-5: the last day on which a provider's running stays may be registered as inherited. */
export const stockTakeUntil = (joinedOn: LocalDate, policy: Pick<Policy, 'stock-take-term-days'>): LocalDate =>
  addDays(joinedOn, policy['stock-take-term-days']);
