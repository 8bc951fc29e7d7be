import {
  BrokenInvariant,
  refuse,
  type Instant,
  type LocalDate,
  type ProposalId,
  type ProposalWithdrawalReason,
  type ReferralId,
  type StayId,
} from '@cap/contracts';
import type { StayPlace, YoungPersonEvent } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import type { Decide } from '../decide';
import { stayOf } from './evolve';
import type { YoungPersonState } from './state';

export interface PlanStayCommand {
  readonly at: Instant;
  readonly place: StayPlace;
  readonly referralId: ReferralId;
  readonly proposalId: ProposalId;
  readonly plannedFrom: LocalDate;
}
export interface CancelPlannedStayCommand {
  readonly at: Instant;
  readonly stayId: StayId;
  readonly reason: ProposalWithdrawalReason;
}

/** CAP-3, STY-1: an accepted proposal plans its stay, in the same transaction. Never refused. */
export function planStay(
  { at, place, referralId, proposalId, plannedFrom }: PlanStayCommand,
  state: YoungPersonState,
): readonly YoungPersonEvent[] {
  if (state.stays.has(place.stayId)) throw new BrokenInvariant('A stay is planned once.');
  return [
    { type: 'StayPlanned', data: { ...place, referralId, proposalId, acceptedOn: localDateOf(at), plannedFrom } },
  ];
}

/** STY-1: a stay that has not started falls with its proposal. */
export const cancelPlannedStay: Decide<CancelPlannedStayCommand, YoungPersonState, unknown, YoungPersonEvent> = (
  { stayId, reason },
  state,
) => {
  const { status } = stayOf(state, stayId);
  if (status !== 'planned') return refuse('stay-not-planned', { stayId, status });
  return [{ type: 'PlannedStayCancelled', data: { stayId, reason } }];
};
