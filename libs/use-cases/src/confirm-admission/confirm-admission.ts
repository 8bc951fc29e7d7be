import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { admitClaim, claimOfStay, lockUnits } from '@cap/capacity';
import { isRefusal, refuse, type ConfirmAdmission as Body, type StayId } from '@cap/contracts';
import { confirmAdmission, heldFrom } from '@cap/domain';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import type { StayChanged } from '../shared/stay-changed';
import { loadPersonOfStay } from '../shared/young-person';

type Content = Body & { stayId: StayId };

/** STY-1: the provider confirms that the young person came, and when. From then the claim has its own moment. */
export class ConfirmAdmission extends CapCommand<Content, StayChanged> {}

@CommandHandler(ConfirmAdmission)
export class ConfirmAdmissionHandler implements ICommandHandler<ConfirmAdmission> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: ConfirmAdmission) {
    return this.runner.run(envelope, (work) => confirm(work, given, content));
  }
}

async function confirm(work: UnitOfWork, given: Given, { stayId, ...moment }: Content) {
  const { manager, at, actor } = work;
  if (!(await claimOfStay(manager, stayId))) return refuse('admission-without-accepted-proposal', { stayId });
  const { stay, person } = await loadPersonOfStay(work, stayId, given);
  ensureOwn(actor, 'ConfirmAdmission', { organisationId: stay.providerId, what: 'stay' });
  const admitted = heldFrom(moment);
  const events = confirmAdmission({ at, stayId, admitted }, person.state, {});
  if (isRefusal(events)) return events;
  await lockUnits(manager, [stay.unitId]);
  await admitClaim(manager, stayId, admitted, at);
  await work.clearDeadline('stay-start', stayId);
  return { stayId, version: await work.append('young-person', person.personId, person.version, events) };
}
