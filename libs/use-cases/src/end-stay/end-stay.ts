import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { endClaim, lockUnits } from '@cap/capacity';
import { isRefusal, type EndStay as Body, type StayId } from '@cap/contracts';
import { endStay, heldFrom } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import type { StayChanged } from '../shared/stay-changed';
import { loadPersonOfStay } from '../shared/young-person';

type Content = Body & { stayId: StayId };

/** STY-2: a stay ends with a reason and a destination; its place is free at that moment. */
export class EndStay extends CapCommand<Content, StayChanged> {}

@CommandHandler(EndStay)
export class EndStayHandler implements ICommandHandler<EndStay> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: EndStay) {
    return this.runner.run(envelope, (work) => end(work, given, content));
  }
}

async function end(work: UnitOfWork, given: Given, { stayId, reason, destination, ...moment }: Content) {
  const { manager, at, actor } = work;
  const { stay, person } = await loadPersonOfStay(work, stayId, given);
  ensureOwn(actor, 'EndStay', { organisationId: stay.providerId, what: 'stay' });
  const ended = heldFrom(moment);
  const events = endStay({ at, stayId, ended, reason, destination }, person.state, {});
  if (isRefusal(events)) return events;
  await lockUnits(manager, [stay.unitId]);
  await endClaim(manager, stayId, ended, at);
  return { stayId, version: await work.append('young-person', person.personId, person.version, events) };
}
