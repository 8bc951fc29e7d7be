import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { everyDay, freePlaces, lockUnits } from '@cap/capacity';
import { isRefusal, type DeclineProposal as Body, type ProposalId, type TextId } from '@cap/contracts';
import { declineProposal, proposalOf } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { giveUpPlaces } from '../shared/give-up-places';
import { ensureOwn } from '../shared/permission';
import type { ProposalAnswered } from '../shared/proposal-answered';
import { loadReferralOfProposal } from '../shared/referral';

type Content = Body & { proposalId: ProposalId };

/** PRP-3: the provider declines with a reason of the closed list and an explanation; the place is free again. */
export class DeclineProposal extends CapCommand<Content, ProposalAnswered> {}

@CommandHandler(DeclineProposal)
export class DeclineProposalHandler implements ICommandHandler<DeclineProposal> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute({ envelope, given, content }: DeclineProposal) {
    return this.runner.run(envelope, (work) => decline(work, given, content, this.dossier));
  }
}

async function decline(work: UnitOfWork, given: Given, content: Content, dossier: Dossier) {
  const { manager, at, actor } = work;
  const { proposalId, reason, explanation } = content;
  const { claim, referral } = await loadReferralOfProposal(work, proposalId, given);
  const { referralId, version, state } = referral;
  const { providerId } = proposalOf(state, proposalId);
  ensureOwn(actor, 'DeclineProposal', { organisationId: providerId, what: 'proposal' });
  await lockUnits(manager, [claim.unitId]);
  const explanationId = work.id<TextId>('explanation');
  const events = declineProposal({ at, proposalId, reason, explanationId }, state, {
    hasExplanation: explanation.trim().length > 0,
    freePlacesButOwn: await freePlaces(manager, claim.unitId, everyDay, proposalId),
  });
  if (isRefusal(events)) return events;
  const text = {
    textId: explanationId,
    personId: state.personId,
    kind: 'decline-explanation',
    text: explanation,
  } as const;
  await dossier.keepText(manager, text, lookWithin(work, 'proposal'));
  await giveUpPlaces(work, events);
  return { proposalId, referralId, version: await work.append('referral', referralId, version, events) };
}
