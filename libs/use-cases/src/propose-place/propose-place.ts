import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { everyDay, freePlaces, holdPlace, lockUnits } from '@cap/capacity';
import {
  isRefusal,
  type Instant,
  type PlacementId,
  type ProposalId,
  type ReferralId,
  type UnitId,
} from '@cap/contracts';
import { fitFailures, localDateOf, proposePlace } from '@cap/domain';
import { Dossier, lookWithin } from '@cap/dossier';
import { CommandRunner, readHolidays, readPolicy, type UnitOfWork } from '@cap/event-store';
import { unitWithAgreements } from '../registry/facts';
import { CapCommand, type Given } from '../shared/command';
import { loadReferral } from '../shared/referral';

interface Content {
  readonly referralId: ReferralId;
  readonly unitId: UnitId;
}
export interface PlaceProposed {
  proposalId: ProposalId;
  referralId: ReferralId;
  placementId: PlacementId;
  expiresAt: Instant;
  version: number;
}

/** PRP-1, PRP-2: the desk offers a referral to a unit, and the place is held until the deadline. */
export class ProposePlace extends CapCommand<Content, PlaceProposed> {}

@CommandHandler(ProposePlace)
export class ProposePlaceHandler implements ICommandHandler<ProposePlace> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly dossier: Dossier,
  ) {}

  execute({ envelope, given, content }: ProposePlace) {
    return this.runner.run(envelope, (work) => propose(work, given, content, this.dossier));
  }
}

/**
 * The unit is locked before its places are counted: of two that want the last place, the second counts the first. What
 * does not depend on the unit is looked up before, so that who wants the same unit waits as short as can be.
 */
async function propose(work: UnitOfWork, given: Given, { referralId, unitId }: Content, dossier: Dossier) {
  const { manager, at } = work;
  const today = localDateOf(at);
  const { version, state } = await loadReferral(work, referralId, given);
  const needs = await dossier.caseNeeds(manager, state.request.caseId, lookWithin(work, 'proposal'));
  const terms = { policy: await readPolicy(manager, today), holidays: await readHolidays(manager, today) };
  await lockUnits(manager, [unitId]);
  const unit = await unitWithAgreements(manager, unitId);
  const proposalId = work.id<ProposalId>('proposal');
  const placementId = dossier.idAtProvider<PlacementId>(unit.providerId, proposalId);
  const events = proposePlace({ at, proposalId, placementId, unitId }, state, {
    unit,
    fails: fitFailures({ ...needs, ...state.request }, unit, today),
    freePlaces: await freePlaces(manager, unitId, everyDay),
    ...terms,
  });
  if (isRefusal(events)) return events;
  const [proposed] = events;
  if (proposed?.type !== 'PlaceProposed') throw new Error('A proposal begins with PlaceProposed.');
  const { expiresAt, holdsFrom } = proposed.data;
  await holdPlace(manager, { placementId, unitId, personId: state.personId, referralId, proposalId, holdsFrom });
  await work.setDeadline({
    kind: 'proposal-expiry',
    streamType: 'referral',
    streamId: referralId,
    reference: proposalId,
    dueAt: expiresAt,
  });
  const newVersion = await work.append('referral', referralId, version, events);
  return { proposalId, referralId, placementId, expiresAt, version: newVersion };
}
