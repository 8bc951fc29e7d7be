import type { Instant, ProposalId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { proposalOf, submitted, type ReferralState } from './state';

export interface ExpireProposalCommand {
  readonly at: Instant;
  readonly proposalId: ProposalId;
}

/** PRP-2: the clock ends an open proposal at its deadline. Of one that was answered, or is not due, nothing comes. */
export function expireProposal(
  { at, proposalId }: ExpireProposalCommand,
  state: ReferralState,
): readonly ReferralEvent[] {
  const { status, expiresAt } = proposalOf(submitted(state), proposalId);
  if (status !== 'open' || at < expiresAt) return [];
  return [{ type: 'ProposalExpired', data: { proposalId } }];
}
