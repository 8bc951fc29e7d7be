import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lockUnits } from '@cap/capacity';
import { refuse, type ProposalId } from '@cap/contracts';
import { expireProposal, proposalOf } from '@cap/domain';
import { CommandRunner, fireDeadline, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { giveUpPlaces } from '../shared/give-up-places';
import { loadReferralOfProposal } from '../shared/referral';

/** PRP-2: the clock ends an unanswered proposal at its deadline. Refused when it was answered, or is not due. */
export class ExpireProposal extends CapCommand<{ proposalId: ProposalId }, { fired: boolean }> {}

@CommandHandler(ExpireProposal)
export class ExpireProposalHandler implements ICommandHandler<ExpireProposal> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: ExpireProposal) {
    return this.runner.run(envelope, (work) => expire(work, given, content.proposalId));
  }
}

/**
 * The deadline is taken, the decision made and the event written in one transaction: it fires once. The unit is locked
 * first, as by everybody who answers the proposal at that moment. That nothing is due is not remembered.
 */
async function expire(work: UnitOfWork, given: Given, proposalId: ProposalId) {
  const { claim, referral } = await loadReferralOfProposal(work, proposalId, given);
  await lockUnits(work.manager, [claim.unitId]);
  if (!(await fireDeadline(work.manager, 'proposal-expiry', proposalId, work.at))) {
    return refuse('proposal-not-open', { proposalId, status: proposalOf(referral.state, proposalId).status });
  }
  const events = expireProposal({ at: work.at, proposalId }, referral.state);
  await giveUpPlaces(work, events);
  await work.append('referral', referral.referralId, referral.version, events);
  return { fired: events.length > 0 };
}
