import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { markUnitChanged } from '@cap/capacity';
import { isRefusal, type LocationId, type RegisterUnit as Body, type UnitId } from '@cap/contracts';
import { foldEvents, registerUnit, unitFold } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { LocationRow, UnitTableRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

/** CPY-1: a unit joins, with all that matching must know of it. */
export class RegisterUnit extends CapCommand<Body, { unitId: UnitId; version: number }> {}

@CommandHandler(RegisterUnit)
export class RegisterUnitHandler implements ICommandHandler<RegisterUnit> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: RegisterUnit) {
    return this.runner.run(envelope, (work) => register(work, given, content));
  }
}

async function register(
  work: UnitOfWork,
  given: Given,
  { name, unitId: unit, locationId: location, ...profile }: Body,
) {
  const { manager, at } = work;
  const unitId = unit as UnitId;
  const locationId = location as LocationId;
  const stream = await work.load('unit', unitId);
  ensureVersion(given, stream.version);
  const known = await manager.findOneBy(LocationRow, { locationId });
  const events = registerUnit({ at, unitId, locationId, profile }, foldEvents(unitFold, stream.events), {
    providerOfLocation: known?.providerId ?? null,
  });
  if (isRefusal(events)) return events;
  await manager.insert(UnitTableRow, { ...profile, unitId, locationId, name, providerId: known!.providerId });
  await markUnitChanged(manager, [unitId]);
  return { unitId, version: await work.append('unit', unitId, stream.version, events) };
}
