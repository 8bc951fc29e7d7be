import type { LocalDate } from '@cap/contracts';
import type { Agreement } from '@cap/events';
import { addDays } from '../days/local-date';

export type Period = Pick<Agreement, 'from' | 'until'>;

/** Whether an agreement is in force on a day. */
export const inForceOn = ({ from, until }: Period, day: LocalDate): boolean =>
  from <= day && (until === null || day <= until);

/** Whether two agreements have a day in common. */
export const overlap = (one: Period, other: Period): boolean =>
  (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);

/** CPY-2: an agreement as it stands when another begins on `from`: without an end, it ends on the day before. */
export const besideNext = (agreement: Agreement, from: LocalDate): Agreement =>
  agreement.until === null && agreement.from < from ? { ...agreement, until: addDays(from, -1) } : agreement;
