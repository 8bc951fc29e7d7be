import { knownSince } from '@cap/capacity';
import type { Instant, LocalDate, UnitId } from '@cap/contracts';
import { localDateOf } from '@cap/domain';
import { businessInstant } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { UnknownMoment } from './errors';

/** The moment of business time that an answer is about. */
export interface AnsweredMoment {
  readonly at: Instant;
  /** The day in Amsterdam. */
  readonly on: LocalDate;
  readonly past: boolean;
}

/**
 * Now when no moment is asked, else a past one. Throws `UnknownMoment` for a moment to come, and for one before the first
 * fact about the unit or, for null, about the region.
 */
export async function momentAsked(
  manager: EntityManager,
  asked: Instant | undefined,
  unitId: UnitId | null,
): Promise<AnsweredMoment> {
  const now = await businessInstant(manager);
  if (asked === undefined) return { at: now, on: localDateOf(now), past: false };
  if (asked > now) throw new UnknownMoment('still-to-come', now);
  const since = await knownSince(manager, unitId);
  if (since === null || asked < since) throw new UnknownMoment('before-the-first-fact', since);
  return { at: asked, on: localDateOf(asked), past: true };
}
