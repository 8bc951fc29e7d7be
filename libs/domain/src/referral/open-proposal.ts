import { refuse, type Instant, type ProposalId, type Refusal } from '@cap/contracts';
import type { Proposal } from './proposal';
import { proposalOf, submitted, type ReferralState } from './state';

/**
 * The proposal, if it can still be answered. PRP-2: at or after its deadline it cannot, whether or not the expiry was
 * written. PRP-1: one that was answered says how.
 */
export function openProposal(state: ReferralState, proposalId: ProposalId, at: Instant): Proposal | Refusal {
  const proposal = proposalOf(submitted(state), proposalId);
  const { status, expiresAt } = proposal;
  if (status === 'expired' || (status === 'open' && at >= expiresAt)) {
    return refuse('proposal-expired', { proposalId, expiresAt });
  }
  return status === 'open' ? proposal : refuse('proposal-not-open', { proposalId, status });
}
