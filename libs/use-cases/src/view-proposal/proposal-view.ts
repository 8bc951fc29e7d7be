import { claimsOfProposals } from '@cap/capacity';
import type { Instant, ProposalView } from '@cap/contracts';
import { referralNumber, type Proposal, type SubmittedReferral } from '@cap/domain';
import type { CommandActor, Stream } from '@cap/event-store';
import type { EventMetadata } from '@cap/events';
import type { EntityManager } from 'typeorm';
import { proposalActions } from '../shared/actions';

/** A referral's events, with who gave them and when. */
export type ReferralStream = Stream<'referral'> & { readonly metadata: readonly EventMetadata[] };

/** These proposals of one referral as a reader sees them, without what is known of the young person; in their order. */
export async function proposalViews(
  manager: EntityManager,
  actor: CommandActor,
  referral: SubmittedReferral,
  proposals: readonly Proposal[],
  stream: ReferralStream,
  at: Instant,
): Promise<ProposalView[]> {
  const started = await withStartedStay(manager, proposals);
  return proposals.map((proposal) => {
    const stayHasStarted = started.has(proposal.proposalId);
    const actions = proposalActions(actor, { ...proposal, stayHasStarted }, at);
    return { ...viewOf(referral, proposal, stream), actions };
  });
}

function viewOf(
  { request, referralId, numberSequence }: SubmittedReferral,
  proposal: Proposal,
  stream: ReferralStream,
): Omit<ProposalView, 'actions'> {
  const { proposalId, status, unitId, providerId, placementId, careForm, expiresAt } = proposal;
  const moments = stream.metadata.filter((_, index) => concerns(stream.events[index]!, proposalId));
  return {
    proposalId,
    referralId,
    referralNumber: referralNumber(numberSequence),
    version: stream.version,
    status,
    unitId,
    providerId,
    placementId,
    purpose: request.purpose,
    careForm,
    urgency: request.urgency,
    municipality: request.municipality,
    proposedAt: moments[0]!.at,
    expiresAt,
    answeredAt: status === 'open' ? null : moments.at(-1)!.at,
    declineReason: status === 'declined' ? proposal.reason : null,
    stayId: status === 'accepted' ? proposal.stayId : null,
  };
}

/** Whether the stay of an accepted proposal has started is in the young person's stream; its claim says it at once. */
async function withStartedStay(manager: EntityManager, proposals: readonly Proposal[]) {
  const accepted = proposals.filter(({ status }) => status === 'accepted').map(({ proposalId }) => proposalId);
  const claims = await claimsOfProposals(manager, accepted);
  return new Set(
    claims.filter(({ status }) => status === 'admitted' || status === 'ended').map(({ proposalId }) => proposalId),
  );
}

const concerns = ({ data }: Stream<'referral'>['events'][number], proposalId: Proposal['proposalId']): boolean =>
  'proposalId' in data && data.proposalId === proposalId;
