import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { claimOfStay } from '@cap/capacity';
import type { StayId, StayView } from '@cap/contracts';
import { crisisClock, foldEvents, localDateOf, runningBeside, stayOf, youngPersonFold } from '@cap/domain';
import { Dossier } from '@cap/dossier';
import { businessInstant, readPolicy, readStream, type CommandActor } from '@cap/event-store';
import { DataSource, type EntityManager } from 'typeorm';
import { stayActions } from '../shared/actions';
import { NotFound } from '../shared/errors';
import { ensureMayRead } from '../shared/permission';
import { datesOf, originOf } from './stay-parts';

/** One stay, from the young person's stream, as its provider and the desk see it. */
export class ViewStay extends Query<StayView> {
  constructor(
    readonly actor: CommandActor,
    readonly stayId: StayId,
  ) {
    super();
  }
}

@QueryHandler(ViewStay)
export class ViewStayHandler implements IQueryHandler<ViewStay> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly dossier: Dossier,
  ) {}

  execute({ actor, stayId }: ViewStay): Promise<StayView> {
    return this.dataSource.transaction((manager) => view(manager, this.dossier, actor, stayId));
  }
}

async function view(manager: EntityManager, dossier: Dossier, actor: CommandActor, stayId: StayId): Promise<StayView> {
  const claim = await claimOfStay(manager, stayId);
  if (!claim) throw new NotFound('stay');
  const stream = await readStream(manager, 'young-person', claim.personId);
  const state = foldEvents(youngPersonFold, stream.events);
  const stay = stayOf(state, stayId);
  ensureMayRead(actor, 'stay', { organisationId: stay.providerId, what: 'stay' });
  const at = await businessInstant(manager);
  const today = localDateOf(at);
  const look = { who: actor, at, purpose: 'stay', commandId: null } as const;
  const { unitId, providerId, placementId, purpose, careForm, status } = stay;
  const person = status === 'cancelled' ? null : await dossier.readPerson(manager, claim.personId, look);
  const isProvider = actor.organisationId === providerId;
  return {
    stayId,
    version: stream.version,
    status,
    unitId,
    providerId,
    placementId,
    purpose,
    careForm,
    ...originOf(stay),
    ...datesOf(stay),
    crisis: crisisClock(stay, today, await readPolicy(manager, datesOf(stay).admittedOn ?? today)),
    // PRP-4: who the young person is, from acceptance on; of a stay that was cancelled, no longer.
    ...(person && {
      person: isProvider ? { ...person, personId: dossier.idAtProvider(providerId, claim.personId) } : person,
    }),
    actions: stayActions(actor, stay, runningBeside(state, stayId)),
  };
}
