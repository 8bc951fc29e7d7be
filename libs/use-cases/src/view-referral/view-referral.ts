import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ReferralId, ReferralView } from '@cap/contracts';
import { foldEvents, referralFold, referralNumber, submitted, type SubmittedReferral } from '@cap/domain';
import { Dossier, type Look } from '@cap/dossier';
import type { ReferralEvent } from '@cap/events';
import { businessInstant, readStream, type CommandActor } from '@cap/event-store';
import { DataSource, type EntityManager } from 'typeorm';
import { referralActions } from '../shared/actions';
import { NotFound } from '../shared/errors';
import { ensureMayRead } from '../shared/permission';
import { proposalViews, type ReferralStream } from '../view-proposal/proposal-view';

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
  const triage = await lastTriage(manager, dossier, referral, stream, look);
  return {
    referralId,
    number: referralNumber(referral.numberSequence),
    version: stream.version,
    status: referral.status,
    ...asked,
    careForms: [...asked.careForms],
    referrerId: referral.referrerId,
    submittedAt: stream.metadata[0]!.at,
    returned: returnedBecause(referral, triage),
    triage,
    withdrawn: referral.status === 'withdrawn' ? { reason: referral.reason } : null,
    proposals: await proposalViews(manager, actor, referral, referral.proposals, stream, at),
    person: await dossier.readPerson(manager, referral.personId, look),
    case: await dossier.readCase(manager, caseId, look),
    actions: referralActions(actor, referral),
  };
}

const decides: readonly ReferralEvent['type'][] = ['ReferralReturned', 'ReferralAdmittedToMatching'];

/** REF-5: what the desk decided last, why and when. */
async function lastTriage(
  manager: EntityManager,
  dossier: Dossier,
  { triage }: SubmittedReferral,
  { events, metadata }: Pick<ReferralStream, 'events' | 'metadata'>,
  look: Look,
): Promise<ReferralView['triage']> {
  if (!triage) return null;
  const { outcome, reason, explanationId } = triage;
  const explanation = explanationId ? await dossier.readText(manager, explanationId, look) : null;
  return { outcome, reason, explanation, at: metadata[events.findLastIndex(({ type }) => decides.includes(type))]!.at };
}

function returnedBecause(referral: SubmittedReferral, triage: ReferralView['triage']): ReferralView['returned'] {
  if (referral.status !== 'returned') return null;
  return { reason: referral.triage.reason, explanation: triage?.explanation ?? null };
}
