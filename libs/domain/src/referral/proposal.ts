import type {
  CareForm,
  DeclineReason,
  Instant,
  LocalDate,
  PlacementId,
  ProposalId,
  ProposalWithdrawalReason,
  ProviderId,
  StayId,
  TextId,
  UnitId,
} from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';

/** What a proposal is, however it was answered. */
interface Proposed {
  readonly proposalId: ProposalId;
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly placementId: PlacementId;
  readonly careForm: CareForm;
  readonly holdsFrom: LocalDate;
  readonly expiresAt: Instant;
  readonly policyVersion: number;
}

/** A proposal, by how it was answered: a hold on a place, and then exactly one of the others. */
export type Proposal =
  | (Proposed & { readonly status: 'open' | 'expired' })
  | (Proposed & { readonly status: 'accepted'; readonly stayId: StayId })
  | (Proposed & { readonly status: 'declined'; readonly reason: DeclineReason; readonly explanationId: TextId })
  | (Proposed & { readonly status: 'withdrawn'; readonly reason: ProposalWithdrawalReason })
  | (Proposed & { readonly status: 'released'; readonly acceptedProposalId: ProposalId });

type EventOf<Type extends ReferralEvent['type']> = Extract<ReferralEvent, { type: Type }>;
type Answer = EventOf<
  'ProposalAccepted' | 'ProposalDeclined' | 'ProposalWithdrawn' | 'ProposalExpired' | 'ProposalReleased'
>;

/** A proposal as it begins. */
export const proposedPlace = (data: EventOf<'PlaceProposed'>['data']): Proposal => ({ ...data, status: 'open' });

/** A proposal after its answer. */
export function answerProposal(proposal: Proposal, answer: Answer): Proposal {
  const proposed = proposedOf(proposal);
  switch (answer.type) {
    case 'ProposalAccepted':
      return { ...proposed, status: 'accepted', stayId: answer.data.stayId };
    case 'ProposalDeclined':
      return {
        ...proposed,
        status: 'declined',
        reason: answer.data.reason,
        explanationId: answer.data.explanationId,
      };
    case 'ProposalWithdrawn':
      return { ...proposed, status: 'withdrawn', reason: answer.data.reason };
    case 'ProposalExpired':
      return { ...proposed, status: 'expired' };
    case 'ProposalReleased':
      return { ...proposed, status: 'released', acceptedProposalId: answer.data.acceptedProposalId };
  }
}

const proposedOf = (proposal: Proposal): Proposed => ({
  proposalId: proposal.proposalId,
  unitId: proposal.unitId,
  providerId: proposal.providerId,
  placementId: proposal.placementId,
  careForm: proposal.careForm,
  holdsFrom: proposal.holdsFrom,
  expiresAt: proposal.expiresAt,
  policyVersion: proposal.policyVersion,
});
