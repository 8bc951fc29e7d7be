import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lockUnits, markUnitChanged } from '@cap/capacity';
import { isRefusal, type UnitId, type UnitProfileBody } from '@cap/contracts';
import { changeUnit, foldEvents, unitFold } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { UnitTableRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

type Content = UnitProfileBody & { unitId: UnitId };

/** MAT-1: what a unit is for changes. Places that are promised stay promised. */
export class ChangeUnit extends CapCommand<Content, { unitId: UnitId; version: number }> {}

@CommandHandler(ChangeUnit)
export class ChangeUnitHandler implements ICommandHandler<ChangeUnit> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: ChangeUnit) {
    return this.runner.run(envelope, (work) => change(work, given, content));
  }
}

async function change(work: UnitOfWork, given: Given, { unitId, ...profile }: Content) {
  await lockUnits(work.manager, [unitId]);
  const stream = await work.load('unit', unitId);
  ensureVersion(given, stream.version);
  const events = changeUnit({ at: work.at, profile }, foldEvents(unitFold, stream.events), {});
  if (isRefusal(events)) return events;
  await work.manager.update(UnitTableRow, { unitId }, profile);
  await markUnitChanged(work.manager, [unitId]);
  return { unitId, version: await work.append('unit', unitId, stream.version, events) };
}
