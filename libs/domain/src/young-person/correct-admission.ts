import { refuse, type CorrectionReason, type Instant, type LocalDate, type StayId } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { heldAfterNow, heldBefore } from '../days/held';
import type { Decide } from '../decide';
import { checkAdmittedAfterAcceptance } from './admitted-after-acceptance';
import { lastDayOf, type CrisisPolicy } from './crisis';
import type { CrisisFacts } from './end-stay';
import { stayOf } from './evolve';
import { checkOneFullTimeStay } from './one-full-time-stay';
import type { StartedStay, YoungPersonState } from './state';

export interface CorrectAdmissionCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  readonly admitted: Held;
  readonly reason: CorrectionReason;
}

/**
 * STY-1: the desk puts right when an admission was. The checks of the confirmation hold (CAP-3 and STY-3 too), and
 * those of the end (STY-2). A planned end that falls outside the stay moves with it: no crisis stay grows longer this way (CRI-1).
 */
export const correctAdmission: Decide<CorrectAdmissionCommand, YoungPersonState, CrisisFacts, YoungPersonEvent> = (
  { at, stayId, admitted, reason },
  state,
  { policy },
) => {
  const stay = stayOf(state, stayId);
  if (stay.status !== 'started' && stay.status !== 'ended') {
    return refuse('stay-not-started', { stayId, status: stay.status });
  }
  if (heldAfterNow(admitted, at)) return refuse('admission-in-the-future', { stayId, admittedOn: admitted.on });
  if (stay.status === 'ended' && heldBefore(stay.ended, admitted)) {
    return refuse('end-before-admission', { stayId, admittedOn: admitted.on, endedOn: stay.ended.on });
  }
  const until = stay.status === 'ended' ? stay.ended.on : null;
  const refusal =
    checkAdmittedAfterAcceptance(stay, admitted.on) ??
    checkOneFullTimeStay(state, stay, { from: admitted.on, until }, stay);
  if (refusal !== null) return refusal;
  return [
    { type: 'AdmissionCorrected', data: { stayId, admitted, reason } },
    ...(stay.status === 'started' ? movedPlannedEnd(stay, admitted.on, policy) : []),
  ];
};

function movedPlannedEnd(stay: StartedStay, admittedOn: LocalDate, policy: CrisisPolicy): YoungPersonEvent[] {
  const { stayId, plannedEnd } = stay;
  if (plannedEnd === null) return [];
  const lastDay = lastDayOf(stay, admittedOn, policy);
  if (lastDay !== null && plannedEnd > lastDay)
    return [{ type: 'StayEndPlanned', data: { stayId, plannedEnd: lastDay } }];
  if (plannedEnd < admittedOn) return [{ type: 'StayEndPlanned', data: { stayId, plannedEnd: admittedOn } }];
  return [];
}
