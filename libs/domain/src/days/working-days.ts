import type { LocalDate } from '@cap/contracts';
import { addDays, weekday } from './local-date';

/** The public holidays, as looked up for a decision. */
export type Holidays = ReadonlySet<LocalDate>;

const saturday = 6;
const sunday = 0;

/** Monday to Friday, unless it is a public holiday. */
export const isWorkingDay = (date: LocalDate, holidays: Holidays): boolean =>
  weekday(date) !== saturday && weekday(date) !== sunday && !holidays.has(date);

/** The `count`th working day after a day (0 gives the day itself); the day itself never counts. */
export function addWorkingDays(date: LocalDate, count: number, holidays: Holidays): LocalDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}
