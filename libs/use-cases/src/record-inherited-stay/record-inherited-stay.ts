import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimOfStay, claimRunningStay, lockUnits } from '@cap/capacity';
import {
  isRefusal,
  refuse,
  type PersonId,
  type PlacementId,
  type RecordInheritedStay as Body,
  type StayId,
  type UnitId,
} from '@cap/contracts';
import { heldFrom, isFullTime, recordInheritedStay, stockTakeUntil } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import { CommandRunner, readPolicy, type UnitOfWork } from '@cap/event-store';
import { providerOf, unitWithAgreements } from '../registry/facts';
import { CapCommand } from '../shared/command';
import { loadYoungPerson } from '../shared/young-person';

export interface InheritedStayRecorded {
  stayId: StayId;
  placementId: PlacementId;
  version: number;
}

/** CAP-5: the stock take: a stay that ran when its provider joined, registered once by the desk. */
export class RecordInheritedStay extends CapCommand<Body, InheritedStayRecorded> {}

@CommandHandler(RecordInheritedStay)
export class RecordInheritedStayHandler implements ICommandHandler<RecordInheritedStay> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute({ envelope, content }: RecordInheritedStay) {
    return this.runner.run(envelope, (work) => record(work, content, this.dossier));
  }
}

async function record(work: UnitOfWork, content: Body, dossier: Dossier) {
  const { manager, at } = work;
  const { person, purpose, perspective, stayId: stay, unitId: unitText, ...moment } = content;
  const stayId = stay as StayId;
  const unitId = unitText as UnitId;
  const unit = await unitWithAgreements(manager, unitId);
  const provider = await providerOf(manager, unit.providerId);
  const look = lookWithin(work, 'stock-take');
  const { personId } = await dossier.findOrCreatePerson(manager, person, work.id<PersonId>('person'), look);
  if (await claimOfStay(manager, stayId)) return refuse('already-registered', { stayId });
  await lockUnits(manager, [unitId]);
  const known = await loadYoungPerson(work, personId);
  const placementId = dossier.idAtProvider<PlacementId>(unit.providerId, stayId);
  const place = { stayId, unitId, providerId: unit.providerId, placementId, purpose, careForm: unit.careForm };
  const admitted = heldFrom(moment);
  const events = recordInheritedStay({ at, place, admitted, perspective }, known.state, {
    joinedOn: provider.joinedOn,
    stockTakeUntil: stockTakeUntil(provider.joinedOn, await readPolicy(manager, provider.joinedOn)),
  });
  if (isRefusal(events)) return events;
  await claimRunningStay(
    manager,
    { placementId, unitId, personId, stayId, origin: 'inherited', admitted, fullTime: isFullTime(unit.careForm) },
    at,
  );
  const version = await work.append('young-person', personId, known.version, events);
  return { stayId, placementId, version };
}
