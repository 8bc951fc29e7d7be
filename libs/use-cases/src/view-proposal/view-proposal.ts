import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { claimOfProposal } from '@cap/capacity';
import type { FitView, ProposalId, ProposalView } from '@cap/contracts';
import { ageOn, foldEvents, localDateOf, proposalOf, referralFold, submitted } from '@cap/domain';
import { Dossier } from '@cap/dossier';
import { businessInstant, readStream, type CommandActor } from '@cap/event-store';
import { DataSource, type EntityManager } from 'typeorm';
import { NotFound } from '../shared/errors';
import { ensureMayRead } from '../shared/permission';
import { proposalViews } from './proposal-view';

/** One proposal, from its referral's stream, with what its provider needs to judge fit (PRP-4), or its words of a decline (PRP-3). */
export class ViewProposal extends Query<ProposalView> {
  constructor(
    readonly actor: CommandActor,
    readonly proposalId: ProposalId,
  ) {
    super();
  }
}

@QueryHandler(ViewProposal)
export class ViewProposalHandler implements IQueryHandler<ViewProposal> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dossier: Dossier,
  ) {}

  execute({ actor, proposalId }: ViewProposal): Promise<ProposalView> {
    return this.dataSource.transaction((manager) => view(manager, this.dossier, actor, proposalId));
  }
}

async function view(
  manager: EntityManager,
  dossier: Dossier,
  actor: CommandActor,
  proposalId: ProposalId,
): Promise<ProposalView> {
  const claim = await claimOfProposal(manager, proposalId);
  if (!claim?.referralId) throw new NotFound('proposal');
  const stream = await readStream(manager, 'referral', claim.referralId);
  const referral = submitted(foldEvents(referralFold, stream.events));
  const proposal = proposalOf(referral, proposalId);
  const owner = actor.role === 'referrer' ? referral.referrerId : proposal.providerId;
  ensureMayRead(actor, 'proposal', { organisationId: owner, what: 'proposal' });
  const at = await businessInstant(manager);
  const shown = (await proposalViews(manager, actor, referral, [proposal], stream, at))[0]!;
  const look = { who: actor, at, purpose: 'proposal', commandId: null } as const;
  if (proposal.status === 'declined') {
    return { ...shown, declineExplanation: await dossier.readText(manager, proposal.explanationId, look) };
  }
  // PRP-4: what is needed to judge fit is shown while there is something to judge, or a stay to prepare.
  const judging = proposal.status === 'open' && at < proposal.expiresAt;
  const preparing = proposal.status === 'accepted' && claim.status === 'accepted';
  if (!judging && !preparing) return shown;
  const { birthDate, postcode: _notShown, ...needs } = await dossier.caseNeeds(manager, referral.request.caseId, look);
  const fit: FitView = { age: ageOn(birthDate, localDateOf(at)), ...needs };
  return { ...shown, fit };
}
