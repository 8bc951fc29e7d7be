import type { FindingEvent } from '@cap/events';
import type { Fold } from '../decide';

export type FindingState = { readonly status: 'unknown' | 'recorded' | 'closed' };

/** How a finding's events make its state. */
export const findingFold: Fold<FindingState, FindingEvent> = {
  initialState: { status: 'unknown' },
  evolve: (_, { type }) => ({ status: type === 'FindingClosed' ? 'closed' : 'recorded' }),
};
