/** Time and numbers in Dutch words, in Amsterdam time. Moments are ISO 8601 texts, `now` is in milliseconds. */

const timeZone = 'Europe/Amsterdam';
const clock = new Intl.DateTimeFormat('nl-NL', { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('nl-NL', { timeZone, day: 'numeric', month: 'long' });
const dayAndYear = new Intl.DateTimeFormat('nl-NL', { timeZone, day: 'numeric', month: 'long', year: 'numeric' });

const minute = 60_000;
const hour = 60 * minute;

/** `14.02 uur`; of another day than today `3 januari, 14.02 uur`. */
export function moment(at: string, now: number): string {
  const time = `${clock.format(new Date(at)).replace(':', '.')} uur`;
  const on = day.format(new Date(at));
  return on === day.format(now) ? time : `${on}, ${time}`;
}

/** `3 januari 2028, 14.02 uur`. */
export const fullMoment = (at: number): string => `${dayAndYear.format(at)}, ${clock.format(at).replace(':', '.')} uur`;

/** `20 minuten`, `3 uur`, `2 dagen`: the time since a moment, in the largest whole unit that says enough. */
export function age(at: string, now: number): string {
  const past = Math.max(0, now - Date.parse(at));
  if (past < minute) return 'minder dan een minuut';
  if (past < hour) return count(Math.floor(past / minute), 'minuut', 'minuten');
  if (past < 48 * hour) return `${Math.floor(past / hour)} uur`;
  return `${Math.floor(past / (24 * hour))} dagen`;
}

/** `1 groep`, `3 groepen`. */
export const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;
