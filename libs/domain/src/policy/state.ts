import { policyDefaults, type Policy, type PolicyEvent } from '@cap/events';
import type { Fold } from '../decide';

/** The changes of policy so far, oldest first. */
export interface PolicyState {
  readonly changes: readonly PolicyEvent['data'][];
}

/** How the policy stream's events make its state. */
export const policyFold: Fold<PolicyState, PolicyEvent> = {
  initialState: { changes: [] },
  evolve: ({ changes }, { data }) => ({ changes: [...changes, data] }),
};

const defaults = Object.fromEntries(Object.entries(policyDefaults).map(([key, { value }]) => [key, value]));

/** The figures of a new installation, as one policy. */
export const defaultPolicy = { version: Object.keys(policyDefaults).length, ...defaults } as unknown as Policy;
