import { asInstant, type Instant, type LocalDate } from '@cap/contracts';

/** The one place where moments and calendar days of Europe/Amsterdam meet. */
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** What an Amsterdam clock shows at a moment, as `YYYY-MM-DDTHH:mm:ss.sss`. */
function wallClock(epochMs: number): string {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of clock.formatToParts(epochMs)) shown[type] = value;
  const date = `${shown.year?.padStart(4, '0')}-${shown.month}-${shown.day}`;
  return `${date}T${shown.hour}:${shown.minute}:${shown.second}.${shown.fractionalSecond}`;
}

/** Milliseconds by which the Amsterdam clock is ahead of UTC at a moment. */
const offsetAt = (epochMs: number): number => Date.parse(`${wallClock(epochMs)}Z`) - epochMs;

/** The calendar day in Amsterdam at a moment. */
export const localDateOf = (instant: Instant): LocalDate => wallClock(Date.parse(instant)).slice(0, 10) as LocalDate;

/** The clock time in Amsterdam at a moment, `HH:mm:ss.sss`. */
export const localTimeOf = (instant: Instant): string => wallClock(Date.parse(instant)).slice(11);

const dayMs = 86_400_000;

/**
 * The moment at which an Amsterdam clock shows `time` (`HH:mm`, or down to `HH:mm:ss.sss`) on a day. A time that occurs
 * twice (the clock goes back) is the first of the two; one that is skipped (the clock goes forward) is as much later
 * as the clock went forward.
 */
export function instantOf(date: LocalDate, time = '00:00'): Instant {
  const wanted = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wanted)) throw new RangeError(`Not a day and a clock time: ${date} ${time}`);
  const before = wanted - offsetAt(wanted - dayMs);
  const after = wanted - offsetAt(wanted + dayMs);
  const match = [before, after].find((candidate) => candidate + offsetAt(candidate) === wanted);
  return asInstant(new Date(match ?? before));
}

/** The moment at which a day begins in Amsterdam. */
export const startOfDay = (date: LocalDate): Instant => instantOf(date);
