import {
  BrokenInvariant,
  type DecideTriage,
  type PersonId,
  type ReferralId,
  type ReferralWithdrawalReason,
  type ReferrerId,
  type ReturnReason,
  type StayId,
  type TextId,
} from '@cap/contracts';
import type { ReferralEvent, Request } from '@cap/events';
import type { Fold } from '../decide';
import { answerProposal, proposedPlace, type Proposal } from './proposal';

/** REF-5: what the desk decided about a referral. `reason` is null when it went to matching. */
export interface Triage {
  readonly outcome: DecideTriage['outcome'];
  readonly reason: ReturnReason | null;
  readonly explanationId: TextId | null;
}

/** What every submitted referral has. */
interface Submitted {
  readonly referralId: ReferralId;
  readonly numberSequence: number;
  readonly personId: PersonId;
  readonly referrerId: ReferrerId;
  readonly request: Request;
  /** The last decision of the desk; null until the first. */
  readonly triage: Triage | null;
  /** In the order in which they were made. */
  readonly proposals: readonly Proposal[];
}

/** A referral, by where it is. */
export type ReferralState =
  | { readonly status: 'not-submitted' }
  | (Submitted & { readonly status: 'awaiting-triage' | 'in-matching' })
  | (Submitted & { readonly status: 'returned'; readonly triage: Triage & { readonly reason: ReturnReason } })
  | (Submitted & { readonly status: 'withdrawn'; readonly reason: ReferralWithdrawalReason })
  | (Submitted & { readonly status: 'placed'; readonly stayId: StayId });

export type SubmittedReferral = Exclude<ReferralState, { status: 'not-submitted' }>;

/** The referral, known to be submitted. A command on one that is not is never let through by the edge. */
export function submitted(state: ReferralState): SubmittedReferral {
  if (state.status === 'not-submitted') throw new BrokenInvariant('The referral was never submitted.');
  return state;
}

/** What all statuses share, without what belongs to one of them. */
const core = ({
  referralId,
  numberSequence,
  personId,
  referrerId,
  request,
  triage,
  proposals,
}: SubmittedReferral): Submitted => ({
  referralId,
  numberSequence,
  personId,
  referrerId,
  request,
  triage,
  proposals,
});

function evolve(state: ReferralState, event: ReferralEvent): ReferralState {
  if (event.type === 'ReferralSubmitted') {
    const { referralId, numberSequence, personId, referrerId, ...request } = event.data;
    const asked = { referralId, numberSequence, personId, referrerId, request };
    return { status: 'awaiting-triage', ...asked, triage: null, proposals: [] };
  }
  const referral = submitted(state);
  switch (event.type) {
    case 'ReferralReturned':
      return {
        ...core(referral),
        status: 'returned',
        triage: { outcome: 'return-for-completion', ...event.data },
      };
    case 'ReferralCompleted':
      return { ...core(referral), status: 'awaiting-triage', request: event.data };
    case 'ReferralAdmittedToMatching':
      return {
        ...core(referral),
        status: 'in-matching',
        triage: { outcome: 'to-matching', reason: null, explanationId: event.data.explanationId },
      };
    case 'ReferralWithdrawn':
      return { ...core(referral), status: 'withdrawn', reason: event.data.reason };
    case 'PlaceProposed':
      return { ...referral, proposals: [...referral.proposals, proposedPlace(event.data)] };
    case 'ProposalAccepted':
      return { ...core(referral), ...answered(referral, event), status: 'placed', stayId: event.data.stayId };
    case 'ProposalWithdrawn': {
      const wasAccepted = proposalOf(referral, event.data.proposalId).status === 'accepted';
      if (!wasAccepted) return { ...referral, ...answered(referral, event) };
      return { ...core(referral), ...answered(referral, event), status: 'in-matching' };
    }
    case 'ProposalDeclined':
    case 'ProposalExpired':
    case 'ProposalReleased':
      return { ...referral, ...answered(referral, event) };
  }
}

/** The proposal with an id. Throws when the referral has none: the edge finds a referral by its proposal. */
export function proposalOf(referral: SubmittedReferral, proposalId: Proposal['proposalId']): Proposal {
  const proposal = referral.proposals.find((candidate) => candidate.proposalId === proposalId);
  if (proposal === undefined) throw new BrokenInvariant('The proposal is not one of this referral.');
  return proposal;
}

const answered = (referral: SubmittedReferral, event: Parameters<typeof answerProposal>[1]) => ({
  proposals: referral.proposals.map((proposal) =>
    proposal.proposalId === event.data.proposalId ? answerProposal(proposal, event) : proposal,
  ),
});

/** How a referral's events make its state. */
export const referralFold: Fold<ReferralState, ReferralEvent> = { initialState: { status: 'not-submitted' }, evolve };
