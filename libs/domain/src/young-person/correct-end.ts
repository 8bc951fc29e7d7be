import { refuse, type CorrectionReason, type Instant, type StayId } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { heldAfterNow, heldBefore } from '../days/held';
import type { Decide } from '../decide';
import { stayOf } from './evolve';
import { checkOneFullTimeStay } from './one-full-time-stay';
import type { YoungPersonState } from './state';

export interface CorrectEndCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  readonly ended: Held;
  readonly reason: CorrectionReason;
}

/** STY-2: the desk puts right when a stay ended; not before its admission, and not into the next full-time stay (STY-3). */
export const correctEnd: Decide<CorrectEndCommand, YoungPersonState, unknown, YoungPersonEvent> = (
  { at, stayId, ended, reason },
  state,
) => {
  const stay = stayOf(state, stayId);
  if (stay.status === 'started') return refuse('stay-not-ended', { stayId, status: stay.status });
  if (stay.status !== 'ended') return refuse('stay-not-started', { stayId, status: stay.status });
  if (heldBefore(ended, stay.admitted)) {
    return refuse('end-before-admission', { stayId, admittedOn: stay.admitted.on, endedOn: ended.on });
  }
  if (heldAfterNow(ended, at)) return refuse('end-in-the-future', { stayId, endedOn: ended.on });
  const overlapping = checkOneFullTimeStay(state, stay, { from: stay.admitted.on, until: ended.on }, stay);
  return overlapping ?? [{ type: 'EndCorrected', data: { stayId, ended, reason } }];
};
