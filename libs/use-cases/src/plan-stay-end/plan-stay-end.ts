import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type LocalDate, type StayId } from '@cap/contracts';
import { localDateOf, planStayEnd } from '@cap/domain';
import { CommandRunner, readPolicy, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { ensureOwn } from '../shared/permission';
import type { StayChanged } from '../shared/stay-changed';
import { loadPersonOfStay } from '../shared/young-person';

interface Content {
  readonly stayId: StayId;
  readonly plannedEnd: LocalDate;
}

/** CRI-1: the day on which a stay should end; of a crisis stay never after day 28. */
export class PlanStayEnd extends CapCommand<Content, StayChanged> {}

@CommandHandler(PlanStayEnd)
export class PlanStayEndHandler implements ICommandHandler<PlanStayEnd> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: PlanStayEnd) {
    return this.runner.run(envelope, (work) => plan(work, given, content));
  }
}

async function plan(work: UnitOfWork, given: Given, { stayId, plannedEnd }: Content) {
  const { manager, at, actor } = work;
  const { stay, person } = await loadPersonOfStay(work, stayId, given);
  ensureOwn(actor, 'PlanStayEnd', { organisationId: stay.providerId, what: 'stay' });
  // A term that runs keeps its length: that of the day of admission.
  const policy = await readPolicy(manager, stay.status === 'started' ? stay.admitted.on : localDateOf(at));
  const events = planStayEnd({ at, stayId, plannedEnd }, person.state, { policy });
  if (isRefusal(events)) return events;
  return { stayId, version: await work.append('young-person', person.personId, person.version, events) };
}
