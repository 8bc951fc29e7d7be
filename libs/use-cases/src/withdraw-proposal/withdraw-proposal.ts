import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, refuse, type ProposalId, type WithdrawProposal as Body } from '@cap/contracts';
import { cancelPlannedStay, proposalOf, stayOf, withdrawProposal } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { giveUpPlaces } from '../shared/give-up-places';
import type { ProposalAnswered } from '../shared/proposal-answered';
import { loadReferralOfProposal } from '../shared/referral';
import { loadYoungPerson } from '../shared/young-person';

/** `onlyWhileOpen`: an accepted proposal stays accepted. */
type Content = Body & { proposalId: ProposalId; onlyWhileOpen?: boolean };

/**
 * PRP-1: the desk gives up a place: one that is held, or one that was accepted where nobody came yet. Then the planned
 * stay is cancelled in the same transaction.
 */
export class WithdrawProposal extends CapCommand<Content, ProposalAnswered> {}

@CommandHandler(WithdrawProposal)
export class WithdrawProposalHandler implements ICommandHandler<WithdrawProposal> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: WithdrawProposal) {
    return this.runner.run(envelope, (work) => withdraw(work, given, content));
  }
}

async function withdraw(work: UnitOfWork, given: Given, { proposalId, reason, onlyWhileOpen }: Content) {
  const { at } = work;
  const { referral } = await loadReferralOfProposal(work, proposalId, given);
  const { referralId, version, state } = referral;
  const proposal = proposalOf(state, proposalId);
  if (onlyWhileOpen && proposal.status !== 'open') {
    return refuse('proposal-not-open', { proposalId, status: proposal.status });
  }
  const person = await loadYoungPerson(work, state.personId);
  const stay = proposal.status === 'accepted' ? stayOf(person.state, proposal.stayId) : null;
  const events = withdrawProposal({ at, proposalId, reason }, state, {
    stayHasStarted: stay !== null && stay.status !== 'planned',
  });
  if (isRefusal(events)) return events;
  await giveUpPlaces(work, events);
  if (stay) {
    const cancelled = cancelPlannedStay({ at, stayId: stay.stayId, reason }, person.state, {});
    if (isRefusal(cancelled)) return cancelled;
    await work.clearDeadline('stay-start', stay.stayId);
    await work.append('young-person', person.personId, person.version, cancelled);
  }
  return { proposalId, referralId, version: await work.append('referral', referralId, version, events) };
}
