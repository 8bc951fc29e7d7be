import { asInstant, asLocalDate, type Instant, type MomentOrDay } from '@cap/contracts';
import type { Held } from '@cap/events';
import { localDateOf } from './amsterdam';

/** A moment, or a day where only that is known, as events carry it. Throws a `RangeError` unless exactly one is given. */
export function heldFrom({ at, on }: MomentOrDay): Held {
  if (at !== undefined && on === undefined) {
    const moment = asInstant(at);
    return { on: localDateOf(moment), at: moment };
  }
  if (on !== undefined && at === undefined) return { on: asLocalDate(on), at: null };
  throw new RangeError('Give either the moment or the day.');
}

/** Whether one thing certainly held before another: by the moments where both are known, else by the days. */
export const heldBefore = (one: Held, other: Held): boolean =>
  one.at !== null && other.at !== null ? one.at < other.at : one.on < other.on;

/** Whether something is said to have held later than `now`. */
export const heldAfterNow = (held: Held, now: Instant): boolean =>
  held.at !== null ? held.at > now : held.on > localDateOf(now);
