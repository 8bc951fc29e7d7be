import type { ProposalId, ReferralId, ReferrerId, StayId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { newId, type LogStory } from '../shared/log-story.fixture';
import { proposed, request, submittedBy, toMatching } from '../shared/referral-events.fixture';

/** One step of some referral: what happens, and to which of its proposals. */
export interface Step {
  readonly referral: number;
  readonly what: number;
  readonly proposal: number;
}

/** Lets referrals that nobody has seen before go through these steps. The rules of the domain do not matter to a fold. */
export async function playHistories(story: LogStory, steps: readonly Step[]): Promise<void> {
  const referrals = new Map<number, { id: ReferralId; proposals: ProposalId[] }>();
  for (const [index, { referral, what, proposal }] of steps.entries()) {
    const at = new Date(Date.UTC(2028, 0, 3, 9, 0, index)).toISOString();
    const known = referrals.get(referral);
    const id = known?.id ?? newId<ReferralId>();
    if (!known) referrals.set(referral, { id, proposals: [] });
    const event = known ? step(known.proposals, what, proposal) : submittedBy(id, newId<ReferrerId>(), index + 1);
    await story.happens('referral', id, at, event);
  }
}

function step(proposals: ProposalId[], what: number, which: number): ReferralEvent {
  const proposalId = proposals[which % Math.max(1, proposals.length)];
  const again = newId<ProposalId>();
  const answers: ((about: ProposalId) => ReferralEvent)[] = [
    (about) => ({ type: 'ProposalAccepted', data: { proposalId: about, stayId: newId<StayId>() } }),
    (about) => ({ type: 'ProposalDeclined', data: { proposalId: about, reason: 'no-place', explanationId: newId() } }),
    (about) => ({ type: 'ProposalWithdrawn', data: { proposalId: about, reason: 'needs-changed' } }),
    (about) => ({ type: 'ProposalExpired', data: { proposalId: about } }),
  ];
  const answer = answers[what];
  if (answer && proposalId) return answer(proposalId);
  if (what === 5) return toMatching;
  if (what === 6) return { type: 'ReferralCompleted', data: { ...request, urgency: 'urgent' } };
  if (what === 7) return { type: 'ReferralReturned', data: { reason: 'safety-unclear', explanationId: null } };
  proposals.push(again);
  return proposed(again);
}
