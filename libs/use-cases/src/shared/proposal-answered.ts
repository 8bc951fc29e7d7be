import type { ProposalId, ReferralId } from '@cap/contracts';

/** What comes back when a proposal ended. */
export interface ProposalAnswered {
  proposalId: ProposalId;
  referralId: ReferralId;
  version: number;
}
