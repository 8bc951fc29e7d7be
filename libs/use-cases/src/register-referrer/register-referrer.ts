import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type RegisterReferrer as Body, type ReferrerId } from '@cap/contracts';
import { foldEvents, referrerFold, registerReferrer } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { ReferrerRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

/** CAP-2: an organisation that may refer joins, with its type. */
export class RegisterReferrer extends CapCommand<Body, { referrerId: ReferrerId; version: number }> {}

@CommandHandler(RegisterReferrer)
export class RegisterReferrerHandler implements ICommandHandler<RegisterReferrer> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: RegisterReferrer) {
    return this.runner.run(envelope, (work) => register(work, given, content));
  }
}

async function register(work: UnitOfWork, given: Given, { name, referrerType, ...asked }: Body) {
  const municipality = asked.municipality ?? null;
  const referrerId = asked.referrerId as ReferrerId;
  const stream = await work.load('referrer', referrerId);
  ensureVersion(given, stream.version);
  const events = registerReferrer(
    { at: work.at, referrerId, referrerType, municipality },
    foldEvents(referrerFold, stream.events),
    {},
  );
  if (isRefusal(events)) return events;
  await work.manager.insert(ReferrerRow, { referrerId, name, referrerType, municipality });
  return { referrerId, version: await work.append('referrer', referrerId, stream.version, events) };
}
