import type { Instant, ProposalView } from '@cap/contracts';
import { allowedProposalActions, referralNumber, type Proposal, type SubmittedReferral } from '@cap/domain';
import type { CommandActor, Stream } from '@cap/event-store';
import type { EventMetadata } from '@cap/events';
import { mayGive } from '../shared/permission';

type ReferralStream = Stream<'referral'> & { readonly metadata: readonly EventMetadata[] };

const commandOf = { accept: 'AcceptProposal', decline: 'DeclineProposal', withdraw: 'WithdrawProposal' } as const;

/** All proposals of a referral as a reader sees them, in the order in which they were made. */
export const proposalViews = (
  actor: CommandActor,
  referral: SubmittedReferral,
  stream: ReferralStream,
  at: Instant,
): ProposalView[] => referral.proposals.map((proposal) => proposalView(actor, referral, proposal, stream, at));

/** One proposal, without what is known of the young person. */
export function proposalView(
  actor: CommandActor,
  referral: SubmittedReferral,
  proposal: Proposal,
  stream: ReferralStream,
  at: Instant,
): ProposalView {
  const { proposalId, status, unitId, providerId, placementId, careForm, expiresAt } = proposal;
  const { request, referralId, numberSequence } = referral;
  const moments = stream.metadata.filter((_, index) => concerns(stream.events[index]!, proposalId));
  // Whether its stay has started is not in this stream; withdrawing decides on the young person's own.
  const actions = allowedProposalActions(referral, proposalId, at, { stayHasStarted: false });
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
    actions: actions.filter((action) => mayGive(actor, commandOf[action])),
  };
}

const concerns = ({ data }: Stream<'referral'>['events'][number], proposalId: Proposal['proposalId']): boolean =>
  'proposalId' in data && data.proposalId === proposalId;
