import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ReferralId, ReferralView } from '@cap/contracts';
import {
  allowedReferralActions,
  foldEvents,
  referralFold,
  referralNumber,
  submitted,
  type ReferralState,
  type SubmittedReferral,
} from '@cap/domain';
import { Dossier, type Look } from '@cap/dossier';
import { businessInstant, readStream, type CommandActor } from '@cap/event-store';
import { DataSource, type EntityManager } from 'typeorm';
import { NotFound } from '../shared/errors';
import { ensureMayRead, mayGive } from '../shared/permission';
import { proposalViews } from '../view-proposal/proposal-view';

/** One referral, from its own stream, as its reader may see it. */
export class ViewReferral extends Query<ReferralView> {
  constructor(
    readonly actor: CommandActor,
    readonly referralId: ReferralId,
  ) {
    super();
  }
}

@QueryHandler(ViewReferral)
export class ViewReferralHandler implements IQueryHandler<ViewReferral> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dossier: Dossier,
  ) {}

  /** In a transaction, for the look at the young person is recorded with it (NEN 7513). */
  execute({ actor, referralId }: ViewReferral): Promise<ReferralView> {
    return this.dataSource.transaction((manager) => view(manager, this.dossier, actor, referralId));
  }
}

async function view(
  manager: EntityManager,
  dossier: Dossier,
  actor: CommandActor,
  referralId: ReferralId,
): Promise<ReferralView> {
  const stream = await readStream(manager, 'referral', referralId);
  if (stream.version === 0) throw new NotFound('referral');
  const state = foldEvents(referralFold, stream.events);
  const referral = submitted(state);
  ensureMayRead(actor, 'referral', { organisationId: referral.referrerId, what: 'referral' });
  const at = await businessInstant(manager);
  const look: Look = { who: actor, at, purpose: actor.role === 'desk' ? 'triage' : 'referral', commandId: null };
  const { caseId, ...asked } = referral.request;
  return {
    referralId,
    number: referralNumber(referral.numberSequence),
    version: stream.version,
    status: referral.status,
    ...asked,
    careForms: [...asked.careForms],
    referrerId: referral.referrerId,
    submittedAt: stream.metadata[0]!.at,
    returned: await returnedBecause(manager, dossier, referral, look),
    proposals: await proposalViews(manager, actor, referral, stream, at),
    person: await dossier.readPerson(manager, referral.personId, look),
    case: await dossier.readCase(manager, caseId, look),
    actions: actionsFor(actor, state),
  };
}

async function returnedBecause(manager: EntityManager, dossier: Dossier, referral: SubmittedReferral, look: Look) {
  if (referral.status !== 'returned') return null;
  const { reason, explanationId } = referral.returned;
  return { reason, explanation: explanationId ? await dossier.readText(manager, explanationId, look) : null };
}

const commandOf = {
  'decide-triage': 'DecideTriage',
  complete: 'CompleteReferral',
  withdraw: 'WithdrawReferral',
  propose: 'ProposePlace',
} as const;

const actionsFor = (actor: CommandActor, state: ReferralState) =>
  allowedReferralActions(state).filter((action) => action === 'see-candidates' || mayGive(actor, commandOf[action]));
