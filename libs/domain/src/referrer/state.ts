import type { ReferrerEvent } from '@cap/events';
import type { Fold } from '../decide';

export type ReferrerState =
  { readonly status: 'unknown' } | ({ readonly status: 'registered' } & ReferrerEvent['data']);

/** How a referrer's events make its state. */
export const referrerFold: Fold<ReferrerState, ReferrerEvent> = {
  initialState: { status: 'unknown' },
  evolve: (_, { data }) => ({ status: 'registered', ...data }),
};
