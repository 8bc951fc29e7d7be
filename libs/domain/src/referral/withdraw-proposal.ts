import { isRefusal, refuse, type Instant, type ProposalId, type ProposalWithdrawalReason } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { Decide } from '../decide';
import { openProposal } from './open-proposal';
import { proposalOf, submitted, type ReferralState } from './state';

export interface WithdrawProposalCommand {
  readonly at: Instant;
  readonly proposalId: ProposalId;
  readonly reason: ProposalWithdrawalReason;
}
export interface WithdrawProposalFacts {
  /** Of an accepted proposal: whether its stay has started (or has ended). Without meaning for the others. */
  readonly stayHasStarted: boolean;
}

/**
 * PRP-1: the desk gives up a place that it held, or one that was accepted and where nobody came yet. Then the referral
 * is in matching again, and the caller cancels the planned stay in the same transaction.
 */
export const withdrawProposal: Decide<WithdrawProposalCommand, ReferralState, WithdrawProposalFacts, ReferralEvent> = (
  { at, proposalId, reason },
  state,
  { stayHasStarted },
) => {
  const proposal = proposalOf(submitted(state), proposalId);
  if (proposal.status === 'accepted') {
    if (stayHasStarted) return refuse('referral-has-a-stay', { stayId: proposal.stayId });
  } else {
    const open = openProposal(state, proposalId, at);
    if (isRefusal(open)) return open;
  }
  return [{ type: 'ProposalWithdrawn', data: { proposalId, reason } }];
};
