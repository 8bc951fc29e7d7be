import { asInstant, asLocalDate, type Instant, type LocalDate } from '@cap/contracts';

// The simulator and the auditor compute days by themselves: the domain's own module is what they check.
const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const minute = 60_000;

/** What a clock on the wall in Amsterdam shows, as if it were UTC, in milliseconds. */
function wallClock(moment: number): number {
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
}

/** The calendar day in Amsterdam of a moment. */
export const dayOf = (moment: Instant | number): LocalDate =>
  asLocalDate(new Date(wallClock(new Date(moment).getTime())).toISOString().slice(0, 10));

/** Minutes since midnight on the wall in Amsterdam. */
export const minuteOfDay = (moment: number): number => Math.floor((wallClock(moment) % (24 * 60 * minute)) / minute);

/** The moment at which a day begins in Amsterdam, or the given number of minutes later on the wall. */
export function startOfDay(day: LocalDate, minutes = 0): Instant {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`) + minutes * minute;
  let moment = asIfUtc - 60 * minute;
  if (wallClock(moment) !== asIfUtc) moment = asIfUtc - 120 * minute;
  return asInstant(new Date(moment));
}

/** The day that lies a number of days later (or, below zero, earlier). */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  asLocalDate(new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * minute).toISOString().slice(0, 10));

/** Monday to Friday; public holidays are not known here. */
export const isWeekday = (day: LocalDate): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
