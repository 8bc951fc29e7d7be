import type { Instant, ProposalAction, ReferralAction } from '@cap/contracts';
import { isOpen } from './open-proposal';
import type { Proposal } from './proposal';
import type { ReferralState } from './state';
import type { WithdrawProposalFacts } from './withdraw-proposal';

const actionsIn = {
  'not-submitted': [],
  'awaiting-triage': ['decide-triage', 'withdraw'],
  returned: ['complete', 'withdraw'],
  'in-matching': ['propose', 'see-candidates', 'withdraw'],
  placed: [],
  withdrawn: [],
} as const satisfies Record<ReferralState['status'], readonly ReferralAction[]>;

/** What can be done with a referral as it is now, by whoever may do it. A row of a list knows enough. */
export const allowedReferralActions = ({ status }: Pick<ReferralState, 'status'>): readonly ReferralAction[] =>
  actionsIn[status];

/** What can be done with a proposal at a moment, by whoever may do it. A row of a list knows enough. */
export function allowedProposalActions(
  proposal: Pick<Proposal, 'status' | 'expiresAt'>,
  at: Instant,
  { stayHasStarted }: WithdrawProposalFacts,
): readonly ProposalAction[] {
  if (proposal.status === 'accepted') return stayHasStarted ? [] : ['withdraw'];
  return isOpen(proposal, at) ? ['accept', 'decline', 'withdraw'] : [];
}
