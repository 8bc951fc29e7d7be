import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lockUnits, markUnitChanged } from '@cap/capacity';
import {
  isRefusal,
  refuse,
  type AgreeCapacity as Body,
  type AgreementId,
  type LocalDate,
  type UnitId,
} from '@cap/contracts';
import { agreeCapacity, besideNext, foldEvents, unitFold, type UnitState } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { AgreementRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

type Content = Body & { unitId: UnitId };

/**
 * CPY-2, MAT-1: an agreement on a unit's capacity, for a period; only then may the CAP place in it. One that has no end
 * ends on the day before.
 */
export class AgreeCapacity extends CapCommand<Content, { agreementId: AgreementId; version: number }> {}

@CommandHandler(AgreeCapacity)
export class AgreeCapacityHandler implements ICommandHandler<AgreeCapacity> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: AgreeCapacity) {
    return this.runner.run(envelope, (work) => agree(work, given, content));
  }
}

async function agree(work: UnitOfWork, given: Given, content: Content) {
  const { manager, at } = work;
  const { unitId } = content;
  const agreementId = content.agreementId as AgreementId;
  const from = content.from as LocalDate;
  const until = (content.until ?? null) as LocalDate | null;
  const places = content.places ?? null;
  await lockUnits(manager, [unitId]);
  const stream = await work.load('unit', unitId);
  ensureVersion(given, stream.version);
  if (await manager.existsBy(AgreementRow, { agreementId })) return refuse('already-registered', { agreementId });
  const state = foldEvents(unitFold, stream.events);
  const events = agreeCapacity({ at, agreementId, from, until, places }, state, {});
  if (isRefusal(events)) return events;
  await endEarlier(manager, state, from);
  await manager.insert(AgreementRow, { agreementId, unitId, fromDate: from, untilDate: until, places });
  await markUnitChanged(manager, [unitId]);
  return { agreementId, version: await work.append('unit', unitId, stream.version, events) };
}

/** The table says of each agreement what the stream says. */
async function endEarlier(manager: EntityManager, state: UnitState, from: LocalDate): Promise<void> {
  if (state.status !== 'registered') return;
  for (const agreement of state.agreements) {
    const { agreementId, until } = besideNext(agreement, from);
    if (until !== agreement.until) await manager.update(AgreementRow, { agreementId }, { untilDate: until });
  }
}
