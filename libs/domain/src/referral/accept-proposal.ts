import { isRefusal, refuse, type Instant, type LocalDate, type ProposalId, type StayId } from '@cap/contracts';
import type { Policy, ReferralEvent } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import { addDays } from '../days/local-date';
import type { Decide } from '../decide';
import { openProposal } from './open-proposal';
import { submitted, type ReferralState } from './state';

export interface AcceptProposalCommand {
  readonly at: Instant;
  readonly proposalId: ProposalId;
  readonly stayId: StayId;
  /** The day on which the young person is expected. */
  readonly plannedFrom: LocalDate;
}
export interface AcceptProposalFacts {
  readonly policy: Pick<Policy, 'planned-start-most-days'>;
}

/**
 * PRP-1, PRP-2: the provider accepts in time; other places that were held for this young person are released. STY-1: the
 * planned day is today at the earliest, and not so far away that the place would stand empty without end.
 */
export const acceptProposal: Decide<AcceptProposalCommand, ReferralState, AcceptProposalFacts, ReferralEvent> = (
  { at, proposalId, stayId, plannedFrom },
  state,
  { policy },
) => {
  const proposal = openProposal(state, proposalId, at);
  if (isRefusal(proposal)) return proposal;
  const from = localDateOf(at);
  const until = addDays(from, policy['planned-start-most-days']);
  if (plannedFrom < from || plannedFrom > until) {
    return refuse('planned-day-out-of-bounds', { plannedFrom, from, until });
  }
  const others = submitted(state).proposals.filter((other) => other.status === 'open' && other !== proposal);
  return [
    { type: 'ProposalAccepted', data: { proposalId, stayId } },
    ...others.map((other): ReferralEvent => ({
      type: 'ProposalReleased',
      data: { proposalId: other.proposalId, acceptedProposalId: proposalId },
    })),
  ];
};
