import { refuse, type Destination, type EndReason, type Instant, type LocalDate, type StayId } from '@cap/contracts';
import type { Held, YoungPersonEvent } from '@cap/events';
import { heldAfterNow, heldBefore } from '../days/held';
import type { Decide } from '../decide';
import { checkPlannedEnd, type CrisisPolicy } from './crisis';
import { stayOf } from './evolve';
import type { YoungPersonState } from './state';

export interface PlanStayEndCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  readonly plannedEnd: LocalDate;
}
export interface EndStayCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  readonly ended: Held;
  readonly reason: EndReason;
  readonly destination: Destination;
}
export interface CrisisFacts {
  readonly policy: CrisisPolicy;
}

/** CRI-1: a running stay gets the day on which it should end; a crisis stay none after day 28. */
export const planStayEnd: Decide<PlanStayEndCommand, YoungPersonState, CrisisFacts, YoungPersonEvent> = (
  { stayId, plannedEnd },
  state,
  { policy },
) => {
  const stay = stayOf(state, stayId);
  if (stay.status === 'ended') return refuse('stay-already-ended', { stayId, endedOn: stay.ended.on });
  if (stay.status !== 'started') return refuse('stay-not-started', { stayId, status: stay.status });
  const admittedOn = stay.admitted.on;
  if (plannedEnd < admittedOn) return refuse('end-before-admission', { stayId, admittedOn, endedOn: plannedEnd });
  const tooLate = checkPlannedEnd(stay, admittedOn, plannedEnd, policy);
  return tooLate ?? [{ type: 'StayEndPlanned', data: { stayId, plannedEnd } }];
};

/** STY-2: a stay ends, with a reason and a destination. A crisis stay that ends after day 28 was there: it is recorded. */
export const endStay: Decide<EndStayCommand, YoungPersonState, unknown, YoungPersonEvent> = (
  { at, stayId, ended, reason, destination },
  state,
) => {
  const stay = stayOf(state, stayId);
  if (stay.status === 'ended') return refuse('stay-already-ended', { stayId, endedOn: stay.ended.on });
  if (stay.status !== 'started') return refuse('stay-not-started', { stayId, status: stay.status });
  if (heldBefore(ended, stay.admitted)) {
    return refuse('end-before-admission', { stayId, admittedOn: stay.admitted.on, endedOn: ended.on });
  }
  if (heldAfterNow(ended, at)) return refuse('end-in-the-future', { stayId, endedOn: ended.on });
  return [{ type: 'StayEnded', data: { stayId, ended, reason, destination } }];
};
