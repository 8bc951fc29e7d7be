import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { correctAdmission as correctClaim, lockUnits } from '@cap/capacity';
import { isRefusal, type CorrectMoment as Body, type StayId } from '@cap/contracts';
import { correctAdmission, heldFrom } from '@cap/domain';
import { CommandRunner, readPolicy, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import type { StayChanged } from '../shared/stay-changed';
import { loadPersonOfStay } from '../shared/young-person';

type Content = Body & { stayId: StayId };

/** STY-1: the desk puts right when an admission was. A crisis stay's last day follows (CRI-1). */
export class CorrectAdmission extends CapCommand<Content, StayChanged> {}

@CommandHandler(CorrectAdmission)
export class CorrectAdmissionHandler implements ICommandHandler<CorrectAdmission> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: CorrectAdmission) {
    return this.runner.run(envelope, (work) => correct(work, given, content));
  }
}

async function correct(work: UnitOfWork, given: Given, { stayId, reason, ...moment }: Content) {
  const { manager, at, actor } = work;
  const { stay, person } = await loadPersonOfStay(work, stayId, given);
  ensureOwn(actor, 'CorrectAdmission', { organisationId: stay.providerId, what: 'stay' });
  const admitted = heldFrom(moment);
  const policy = await readPolicy(manager, admitted.on);
  const events = correctAdmission({ at, stayId, admitted, reason }, person.state, { policy });
  if (isRefusal(events)) return events;
  await lockUnits(manager, [stay.unitId]);
  await correctClaim(manager, stayId, admitted, at);
  return { stayId, version: await work.append('young-person', person.personId, person.version, events) };
}
