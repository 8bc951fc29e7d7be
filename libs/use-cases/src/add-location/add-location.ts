import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, refuse, type AddLocation as Body, type LocationId, type ProviderId } from '@cap/contracts';
import { addLocation, foldEvents, providerFold } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { LocationRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

type Content = Body & { providerId: ProviderId };

/** A provider's location, on the map by its postcode. */
export class AddLocation extends CapCommand<Content, { locationId: LocationId; version: number }> {}

@CommandHandler(AddLocation)
export class AddLocationHandler implements ICommandHandler<AddLocation> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: AddLocation) {
    return this.runner.run(envelope, (work) => add(work, given, content));
  }
}

async function add(work: UnitOfWork, given: Given, { providerId, name, municipality, postcode, ...ids }: Content) {
  const locationId = ids.locationId as LocationId;
  const stream = await work.load('provider', providerId);
  ensureVersion(given, stream.version);
  if (await work.manager.existsBy(LocationRow, { locationId })) return refuse('already-registered', { locationId });
  const state = foldEvents(providerFold, stream.events);
  const events = addLocation({ at: work.at, locationId, municipality, postcode }, state, {});
  if (isRefusal(events)) return events;
  await work.manager.insert(LocationRow, { locationId, providerId, name, municipality, postcode });
  return { locationId, version: await work.append('provider', providerId, stream.version, events) };
}
