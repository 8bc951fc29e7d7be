import { refuse, type Instant, type StayId } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { heldAfterNow } from '../days/held';
import type { Decide } from '../decide';
import { checkAdmittedAfterAcceptance } from './admitted-after-acceptance';
import { checkOneFullTimeStay } from './one-full-time-stay';
import type { YoungPersonState } from './state';

export interface ConfirmAdmissionCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  readonly admitted: Held;
}

/**
 * STY-1: a stay starts on the day of admission that the provider confirms. CAP-3: only on an accepted proposal, which
 * is what plans a stay, and not before its acceptance; for a young person who is already there there is the bypass.
 */
export const confirmAdmission: Decide<ConfirmAdmissionCommand, YoungPersonState, unknown, YoungPersonEvent> = (
  { at, stayId, admitted },
  state,
) => {
  const stay = state.stays.get(stayId);
  if (stay === undefined || stay.status === 'cancelled')
    return refuse('admission-without-accepted-proposal', { stayId });
  if (stay.status !== 'planned') return refuse('stay-not-planned', { stayId, status: stay.status });
  if (heldAfterNow(admitted, at)) return refuse('admission-in-the-future', { stayId, admittedOn: admitted.on });
  const refusal =
    checkAdmittedAfterAcceptance(stay, admitted.on) ??
    checkOneFullTimeStay(state, stay, { from: admitted.on, until: null });
  return refusal ?? [{ type: 'StayStarted', data: { stayId, admitted } }];
};
