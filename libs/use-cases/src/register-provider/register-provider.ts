import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type ProviderId, type RegisterProvider as Body } from '@cap/contracts';
import { foldEvents, localDateOf, providerFold, registerProvider } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { ProviderRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

/** CAP-3, CAP-5: a provider joins, with its role; its stock take begins. */
export class RegisterProvider extends CapCommand<Body, { providerId: ProviderId; version: number }> {}

@CommandHandler(RegisterProvider)
export class RegisterProviderHandler implements ICommandHandler<RegisterProvider> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: RegisterProvider) {
    return this.runner.run(envelope, (work) => register(work, given, content));
  }
}

async function register(work: UnitOfWork, given: Given, { name, role, ...ids }: Body) {
  const providerId = ids.providerId as ProviderId;
  const stream = await work.load('provider', providerId);
  ensureVersion(given, stream.version);
  const state = foldEvents(providerFold, stream.events);
  const events = registerProvider({ at: work.at, providerId, role }, state, {});
  if (isRefusal(events)) return events;
  await work.manager.insert(ProviderRow, { providerId, name, role, joinedOn: localDateOf(work.at) });
  return { providerId, version: await work.append('provider', providerId, stream.version, events) };
}
