import type { Instant } from '@cap/contracts';

const hourMs = 3_600_000;

/** CPY-5: whether a unit was not heard of for longer than the reporting term. Never heard of is stale too. */
export const isStale = (observedAt: Instant | null, at: Instant, termHours: number): boolean =>
  observedAt === null || Date.parse(observedAt) + termHours * hourMs < Date.parse(at);
