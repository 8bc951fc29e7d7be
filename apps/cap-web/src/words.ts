/** Time in words, in Amsterdam time. Moments are ISO 8601 texts, `now` is in milliseconds. */
import { texts } from './texts/texts.js';

const timeZone = 'Europe/Amsterdam';
const { locale } = texts;
const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long' });
const dayAndYear = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });

const minute = 60_000;
const hour = 60 * minute;

/** `14.02 uur`; of another day than today `3 januari, 14.02 uur`. */
export function moment(at: string, now: number): string {
  const time = texts.time(clock.format(new Date(at)));
  const on = day.format(new Date(at));
  return on === day.format(now) ? time : `${on}, ${time}`;
}

/** `3 januari 2028, 14.02 uur`. */
export const fullMoment = (at: number): string => `${dayAndYear.format(at)}, ${texts.time(clock.format(at))}`;

/** `20 minuten`, `3 uur`, `2 dagen`: the time since a moment, in the largest whole unit that says enough. */
export function age(at: string, now: number): string {
  const past = Math.max(0, now - Date.parse(at));
  if (past < minute) return texts.lessThanAMinute;
  if (past < hour) return texts.minutes(Math.floor(past / minute));
  if (past < 48 * hour) return texts.hours(Math.floor(past / hour));
  return texts.days(Math.floor(past / (24 * hour)));
}
