import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimRunningStay, claimsOfStays, endClaim, lockUnits } from '@cap/capacity';
import {
  type FindingId,
  type PersonId,
  type PlacementId,
  type RecordBypass as Body,
  type ReferrerId,
  type StayId,
  type UnitId,
} from '@cap/contracts';
import { findingFold, heldFrom, isFullTime, recordBypass, recordBypassFinding } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import type { YoungPersonEvent } from '@cap/events';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { unitWithAgreements } from '../registry/facts';
import { CapCommand } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import { loadYoungPerson } from '../shared/young-person';

export interface BypassRecorded {
  findingId: FindingId;
  stayId: StayId;
  placementId: PlacementId;
  version: number;
}

/** CAP-3: "the young person is already here": finding, stay and claim in one transaction, never refused. */
export class RecordBypass extends CapCommand<Body, BypassRecorded> {}

@CommandHandler(RecordBypass)
export class RecordBypassHandler implements ICommandHandler<RecordBypass> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute({ envelope, content }: RecordBypass) {
    return this.runner.run(envelope, (work) => record(work, content, this.dossier));
  }
}

async function record(work: UnitOfWork, content: Body, dossier: Dossier) {
  const { manager, at, actor } = work;
  const { person, referrerId = null, municipality = null, unitId: unitText, ...moment } = content;
  const unit = await unitWithAgreements(manager, unitText as UnitId);
  ensureOwn(actor, 'RecordBypass', { organisationId: unit.providerId, what: 'unit' });
  const look = lookWithin(work, 'bypass');
  const { personId } = await dossier.findOrCreatePerson(manager, person, work.id<PersonId>('person'), look);
  const known = await loadYoungPerson(work, personId);
  const { unitId, providerId, purpose, careForm } = unit;
  const stayId = work.id<StayId>('stay');
  const placementId = dossier.idAtProvider<PlacementId>(providerId, stayId);
  const findingId = work.id<FindingId>('finding');
  const place = { stayId, unitId, providerId, placementId, purpose, careForm };
  const events = recordBypass({ at, place, admitted: heldFrom(moment), findingId }, known.state);

  const left = events.filter((event) => event.type === 'StayEnded');
  const claims = await claimsOfStays(
    manager,
    left.map(({ data }) => data.stayId),
  );
  await lockUnits(manager, [unitId, ...claims.map((claim) => claim.unitId)]);
  for (const { data } of left) await endClaim(manager, data.stayId, data.ended, at);
  const admitted = cameAt(events);
  await claimRunningStay(
    manager,
    { placementId, unitId, personId, stayId, origin: 'bypass', admitted, fullTime: isFullTime(careForm) },
    at,
  );
  const version = await work.append('young-person', personId, known.version, events);
  const parties = { referrerId: referrerId as ReferrerId | null, municipality };
  const finding = { findingId, stayId, personId, unitId, providerId, ...parties };
  await work.append('finding', findingId, 0, recordBypassFinding(finding, findingFold.initialState));
  return { findingId, stayId, placementId, version };
}

/** When the young person came, as the decision read it. */
function cameAt(events: readonly YoungPersonEvent[]) {
  const recorded = events.find((event) => event.type === 'BypassedStayRecorded');
  if (!recorded) throw new Error('A bypass ends with BypassedStayRecorded.');
  return recorded.data.admitted;
}
