import type { FindingEvent } from '@cap/events';
import { BrokenInvariant, type Fold } from '../decide';

export type FindingState = { readonly status: 'unknown' } | ({ readonly status: 'recorded' } & FindingEvent['data']);

/** How a finding's events make its state. */
export const findingFold: Fold<FindingState, FindingEvent> = {
  initialState: { status: 'unknown' },
  evolve: (_, { data }) => ({ status: 'recorded', ...data }),
};

/** CAP-3: a placement outside the CAP is recorded, whatever a rule said: never refused. CAP-7: with everyone in it. */
export function recordFinding(command: FindingEvent['data'], state: FindingState): readonly FindingEvent[] {
  if (state.status === 'recorded') throw new BrokenInvariant('A finding is recorded once.');
  return [{ type: 'BypassRecorded', data: command }];
}
