import { claimOfProposal } from '@cap/capacity';
import type { Instant, ProposalView } from '@cap/contracts';
import { referralNumber, type Proposal, type SubmittedReferral } from '@cap/domain';
import type { CommandActor, Stream } from '@cap/event-store';
import type { EventMetadata } from '@cap/events';
import type { EntityManager } from 'typeorm';
import { proposalActions } from '../shared/actions';

/** A referral's events, with who gave them and when. */
export type ReferralStream = Stream<'referral'> & { readonly metadata: readonly EventMetadata[] };

/** All proposals of a referral as a reader sees them, in the order in which they were made. */
export const proposalViews = (
  manager: EntityManager,
  actor: CommandActor,
  referral: SubmittedReferral,
  stream: ReferralStream,
  at: Instant,
): Promise<ProposalView[]> =>
  Promise.all(referral.proposals.map((proposal) => proposalView(manager, actor, referral, proposal, stream, at)));

/** One proposal, without what is known of the young person. */
export async function proposalView(
  manager: EntityManager,
  actor: CommandActor,
  referral: SubmittedReferral,
  proposal: Proposal,
  stream: ReferralStream,
  at: Instant,
): Promise<ProposalView> {
  const { proposalId, status, unitId, providerId, placementId, careForm, expiresAt } = proposal;
  const { request, referralId, numberSequence } = referral;
  const moments = stream.metadata.filter((_, index) => concerns(stream.events[index]!, proposalId));
  const stayHasStarted = await hasStarted(manager, proposal);
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
    actions: proposalActions(actor, { status, expiresAt, stayHasStarted }, at),
  };
}

/** Whether the stay of an accepted proposal has started is in the young person's stream; its claim says it at once. */
async function hasStarted(manager: EntityManager, { status, proposalId }: Proposal): Promise<boolean> {
  if (status !== 'accepted') return false;
  const claim = await claimOfProposal(manager, proposalId);
  return claim?.status === 'admitted' || claim?.status === 'ended';
}

const concerns = ({ data }: Stream<'referral'>['events'][number], proposalId: Proposal['proposalId']): boolean =>
  'proposalId' in data && data.proposalId === proposalId;
