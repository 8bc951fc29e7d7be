import type { Instant, StayId } from '@cap/contracts';
import type { YoungPersonEvent } from '@cap/events';
import { stayOf } from './evolve';
import type { YoungPersonState } from './state';

export interface MarkStartOverdueCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  /** The moment of the deadline, `stayStartDueAt` when the stay was planned: a running deadline keeps its term. */
  readonly dueAt: Instant;
}

/** STY-1: the clock brings a stay that has not started in time to the desk, once. Otherwise nothing comes of it. */
export function markStartOverdue(
  { at, stayId, dueAt }: MarkStartOverdueCommand,
  state: YoungPersonState,
): readonly YoungPersonEvent[] {
  const stay = stayOf(state, stayId);
  if (stay.status !== 'planned' || stay.from.startOverdue || at < dueAt) return [];
  return [{ type: 'StayStartOverdue', data: { stayId } }];
}
