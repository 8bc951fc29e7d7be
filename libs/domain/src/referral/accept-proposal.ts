import { isRefusal, type Instant, type ProposalId, type StayId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { Decide } from '../decide';
import { openProposal } from './open-proposal';
import { submitted, type ReferralState } from './state';

export interface AcceptProposalCommand {
  readonly at: Instant;
  readonly proposalId: ProposalId;
  readonly stayId: StayId;
}

/** PRP-1, PRP-2: the provider accepts in time; other places that were held for this young person are released. */
export const acceptProposal: Decide<AcceptProposalCommand, ReferralState, unknown, ReferralEvent> = (
  { at, proposalId, stayId },
  state,
) => {
  const proposal = openProposal(state, proposalId, at);
  if (isRefusal(proposal)) return proposal;
  const others = submitted(state).proposals.filter((other) => other.status === 'open' && other !== proposal);
  return [
    { type: 'ProposalAccepted', data: { proposalId, stayId } },
    ...others.map((other): ReferralEvent => ({
      type: 'ProposalReleased',
      data: { proposalId: other.proposalId, acceptedProposalId: proposalId },
    })),
  ];
};
