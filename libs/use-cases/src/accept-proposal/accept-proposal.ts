import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { acceptClaim } from '@cap/capacity';
import { isRefusal, type LocalDate, type ProposalId, type ReferralId, type StayId } from '@cap/contracts';
import { acceptProposal, localDateOf, planStay, proposalOf, stayStartDueAt } from '@cap/domain';
import { CommandRunner, readPolicy, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { giveUpPlaces } from '../shared/give-up-places';
import { ensureOwn } from '../shared/permission';
import { loadReferralOfProposal } from '../shared/referral';
import { loadYoungPerson } from '../shared/young-person';

interface Content {
  readonly proposalId: ProposalId;
  readonly plannedFrom: LocalDate;
}
export interface ProposalAccepted {
  proposalId: ProposalId;
  referralId: ReferralId;
  stayId: StayId;
  version: number;
}

/**
 * PRP-1: the provider takes the young person. One transaction over two streams: the referral is placed, other places
 * held for it are released, and the stay is planned (STY-1).
 */
export class AcceptProposal extends CapCommand<Content, ProposalAccepted> {}

@CommandHandler(AcceptProposal)
export class AcceptProposalHandler implements ICommandHandler<AcceptProposal> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: AcceptProposal) {
    return this.runner.run(envelope, (work) => accept(work, given, content));
  }
}

async function accept(work: UnitOfWork, given: Given, { proposalId, plannedFrom }: Content) {
  const { at, actor, manager } = work;
  const { referral } = await loadReferralOfProposal(work, proposalId, given);
  const proposal = proposalOf(referral.state, proposalId);
  ensureOwn(actor, 'AcceptProposal', { organisationId: proposal.providerId, what: 'proposal' });
  const stayId = work.id<StayId>('stay');
  const { referralId, state } = referral;
  const policy = await readPolicy(manager, localDateOf(at));
  const accepted = acceptProposal({ at, proposalId, stayId, plannedFrom }, state, { policy });
  if (isRefusal(accepted)) return accepted;

  const person = await loadYoungPerson(work, state.personId);
  const { unitId, providerId, placementId, careForm } = proposal;
  const place = { stayId, unitId, providerId, placementId, careForm, purpose: state.request.purpose };
  const planned = planStay({ at, place, referralId, proposalId, plannedFrom }, person.state);

  await giveUpPlaces(work, accepted, [unitId]);
  await acceptClaim(manager, proposalId, stayId);
  await work.clearDeadline('proposal-expiry', proposalId);
  await work.setDeadline({
    kind: 'stay-start',
    streamType: 'young-person',
    streamId: state.personId,
    reference: stayId,
    dueAt: stayStartDueAt(plannedFrom, policy),
  });
  const version = await work.append('referral', referralId, referral.version, accepted);
  await work.append('young-person', state.personId, person.version, planned);
  return { proposalId, referralId, stayId, version };
}
