import { isRefusal, type Instant, type ProposalAction, type ProposalId, type ReferralAction } from '@cap/contracts';
import { openProposal } from './open-proposal';
import { proposalOf, submitted, type ReferralState } from './state';
import type { WithdrawProposalFacts } from './withdraw-proposal';

const actionsIn = {
  'not-submitted': [],
  'awaiting-triage': ['decide-triage', 'withdraw'],
  returned: ['complete', 'withdraw'],
  'in-matching': ['propose', 'see-candidates', 'withdraw'],
  placed: [],
  withdrawn: [],
} as const satisfies Record<ReferralState['status'], readonly ReferralAction[]>;

/** What can be done with a referral as it is now, by whoever may do it. */
export const allowedReferralActions = (state: ReferralState): readonly ReferralAction[] => actionsIn[state.status];

/** What can be done with a proposal at a moment, by whoever may do it. */
export function allowedProposalActions(
  state: ReferralState,
  proposalId: ProposalId,
  at: Instant,
  { stayHasStarted }: WithdrawProposalFacts,
): readonly ProposalAction[] {
  if (proposalOf(submitted(state), proposalId).status === 'accepted') return stayHasStarted ? [] : ['withdraw'];
  return isRefusal(openProposal(state, proposalId, at)) ? [] : ['accept', 'decline', 'withdraw'];
}
