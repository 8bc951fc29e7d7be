import type { LocalDate } from '@cap/contracts';

const dayMs = 86_400_000;
const epochDay = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** The calendar day `days` after (before, when negative) a day. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date((epochDay(date) + days) * dayMs).toISOString().slice(0, 10) as LocalDate;

/** Days from one calendar day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => epochDay(to) - epochDay(from);

/** The day of the week: 0 is Sunday, 6 is Saturday. */
export const weekday = (date: LocalDate): number => new Date(epochDay(date) * dayMs).getUTCDay();

/** Age in whole years on a day. Who was born on 29 February is a year older from 1 March in other years. */
export const ageOn = (birthDate: LocalDate, date: LocalDate): number => {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
