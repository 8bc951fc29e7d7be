import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProposalId } from '@cap/contracts';
import { expireProposal } from '@cap/domain';
import { CommandRunner, fireDeadline, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { giveUpPlaces } from '../shared/give-up-places';
import { loadReferralOfProposal } from '../shared/referral';

/** PRP-2: the clock ends an unanswered proposal at its deadline. `fired` is false when nothing was left to do. */
export class ExpireProposal extends CapCommand<{ proposalId: ProposalId }, { fired: boolean }> {}

@CommandHandler(ExpireProposal)
export class ExpireProposalHandler implements ICommandHandler<ExpireProposal> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: ExpireProposal) {
    return this.runner.run(envelope, (work) => expire(work, given, content.proposalId));
  }
}

/** The deadline is taken, the decision made and the event written in one transaction: it fires once. */
async function expire(work: UnitOfWork, given: Given, proposalId: ProposalId) {
  if (!(await fireDeadline(work.manager, 'proposal-expiry', proposalId, work.at))) return { fired: false };
  const { referral } = await loadReferralOfProposal(work, proposalId, given);
  const events = expireProposal({ at: work.at, proposalId }, referral.state);
  await giveUpPlaces(work, events);
  await work.append('referral', referral.referralId, referral.version, events);
  return { fired: events.length > 0 };
}
