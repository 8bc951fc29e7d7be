import { isRefusal, refuse, type DeclineReason, type Instant, type ProposalId, type TextId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { Decide } from '../decide';
import { openProposal } from './open-proposal';
import type { ReferralState } from './state';

export interface DeclineProposalCommand {
  readonly at: Instant;
  readonly proposalId: ProposalId;
  readonly reason: DeclineReason;
  /** Where the dossier keeps the explanation. */
  readonly explanationId: TextId;
}
export interface DeclineProposalFacts {
  /** Whether there is an explanation with anything in it. */
  readonly hasExplanation: boolean;
  /** The unit's free places today, this proposal's own claim left out. */
  readonly freePlacesButOwn: number;
}

/** PRP-3: a decline says why, and "no place" is no reason while there is one. */
export const declineProposal: Decide<DeclineProposalCommand, ReferralState, DeclineProposalFacts, ReferralEvent> = (
  { at, proposalId, reason, explanationId },
  state,
  { hasExplanation, freePlacesButOwn },
) => {
  const proposal = openProposal(state, proposalId, at);
  if (isRefusal(proposal)) return proposal;
  if (!hasExplanation) return refuse('decline-without-explanation', { proposalId });
  if (reason === 'no-place' && freePlacesButOwn > 0) {
    return refuse('place-is-free', { unitId: proposal.unitId, freePlaces: freePlacesButOwn });
  }
  return [{ type: 'ProposalDeclined', data: { proposalId, reason, explanationId } }];
};
