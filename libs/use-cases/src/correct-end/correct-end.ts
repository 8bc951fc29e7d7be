import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { correctEnd as correctClaim, lockUnits } from '@cap/capacity';
import { isRefusal, type CorrectMoment as Body, type StayId } from '@cap/contracts';
import { correctEnd, heldFrom } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import type { StayChanged } from '../shared/stay-changed';
import { loadPersonOfStay } from '../shared/young-person';

type Content = Body & { stayId: StayId };

/** STY-2: the desk puts right when a stay ended. */
export class CorrectEnd extends CapCommand<Content, StayChanged> {}

@CommandHandler(CorrectEnd)
export class CorrectEndHandler implements ICommandHandler<CorrectEnd> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: CorrectEnd) {
    return this.runner.run(envelope, (work) => correct(work, given, content));
  }
}

async function correct(work: UnitOfWork, given: Given, { stayId, reason, ...moment }: Content) {
  const { manager, at, actor } = work;
  const { stay, person } = await loadPersonOfStay(work, stayId, given);
  ensureOwn(actor, 'CorrectEnd', { organisationId: stay.providerId, what: 'stay' });
  const ended = heldFrom(moment);
  const events = correctEnd({ at, stayId, ended, reason }, person.state, {});
  if (isRefusal(events)) return events;
  await lockUnits(manager, [stay.unitId]);
  await correctClaim(manager, stayId, ended, at);
  return { stayId, version: await work.append('young-person', person.personId, person.version, events) };
}
