import { addDays, dayOf, isWeekday, minuteOfDay, startOfDay } from '../time/amsterdam';

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(60 * count);
export const days = (count: number): number => hours(24 * count);

const grid = minutes(30);
const hour = hours(1);
const [opens, closes] = [8 * 60, 18 * 60];

/** Where it is urgent people act at full and half hours, else at full ones, so that the clock is stepped a bounded number of times a day. */
export const onGrid = (moment: number): number => Math.ceil(moment / grid) * grid;

export const onTheHour = (moment: number): number => Math.ceil(moment / hour) * hour;

/** Every four hours the desk looks at the crises that wait for a place. */
export const atCrisisHour = (moment: number): number => Math.ceil(moment / hours(4)) * hours(4);

/** Systems report every three hours at most. */
export const atReportHour = (moment: number): number => Math.ceil(moment / hours(3)) * hours(3);

/** The first full hour of office time (weekdays, eight to six in Amsterdam) at or after a moment. */
export function inOffice(moment: number): number {
  const rounded = onTheHour(moment);
  const day = dayOf(rounded);
  const minute = minuteOfDay(rounded);
  if (isWeekday(day) && minute >= opens && minute < closes) return rounded;
  let next = isWeekday(day) && minute < opens ? day : addDays(day, 1);
  while (!isWeekday(next)) next = addDays(next, 1);
  return Date.parse(startOfDay(next, opens));
}
