import { refuse, type Instant, type ProposalId, type Refusal } from '@cap/contracts';
import type { Proposal } from './proposal';
import { proposalOf, submitted, type ReferralState } from './state';

/** PRP-2: whether a proposal can be answered: nobody did, and its deadline did not come. */
export const isOpen = ({ status, expiresAt }: Pick<Proposal, 'status' | 'expiresAt'>, at: Instant): boolean =>
  status === 'open' && at < expiresAt;

/**
 * The proposal, if it can still be answered. PRP-2: at or after its deadline it cannot, whether or not the expiry was
 * written. PRP-1: one that was answered says how.
 */
export function openProposal(state: ReferralState, proposalId: ProposalId, at: Instant): Proposal | Refusal {
  const proposal = proposalOf(submitted(state), proposalId);
  const { status, expiresAt } = proposal;
  if (isOpen(proposal, at)) return proposal;
  if (status === 'open' || status === 'expired') return refuse('proposal-expired', { proposalId, expiresAt });
  return refuse('proposal-not-open', { proposalId, status });
}
