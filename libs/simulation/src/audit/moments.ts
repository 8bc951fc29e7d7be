import { asInstant, asLocalDate, type Instant, type LocalDate, type MomentOrDay } from '@cap/contracts';
import { addDays, dayOf, startOfDay } from '../time/amsterdam';

/** A moment of which perhaps only the day is known. */
export interface Held {
  readonly on: LocalDate;
  readonly at: Instant | null;
}

export const held = ({ at, on }: MomentOrDay): Held =>
  at === undefined ? { on: asLocalDate(on!), at: null } : { on: dayOf(asInstant(at)), at: asInstant(at) };

/** The earliest moment at which it can have been. */
export const earliest = ({ on, at }: Held): Instant => at ?? startOfDay(on);

/** The latest: the end of the day, and not after somebody told of it. */
export function latest({ on, at }: Held, told: Instant): Instant {
  if (at !== null) return at;
  const end = startOfDay(addDays(on, 1));
  return end < told ? end : told;
}
