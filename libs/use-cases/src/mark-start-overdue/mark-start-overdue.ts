import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuse, type Instant, type StayId } from '@cap/contracts';
import { markStartOverdue } from '@cap/domain';
import { CommandRunner, fireDeadline, type UnitOfWork } from '@cap/event-store';
import { CapCommand, type Given } from '../shared/command';
import { loadPersonOfStay } from '../shared/young-person';

interface Content {
  readonly stayId: StayId;
  readonly dueAt: Instant;
}

/** STY-1: the clock brings a stay that has not started in time to the desk. Refused when it came, or is not due. */
export class MarkStartOverdue extends CapCommand<Content, { fired: boolean }> {}

@CommandHandler(MarkStartOverdue)
export class MarkStartOverdueHandler implements ICommandHandler<MarkStartOverdue> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: MarkStartOverdue) {
    return this.runner.run(envelope, (work) => mark(work, given, content));
  }
}

async function mark(work: UnitOfWork, given: Given, { stayId, dueAt }: Content) {
  const { person, stay } = await loadPersonOfStay(work, stayId, given);
  if (!(await fireDeadline(work.manager, 'stay-start', stayId, work.at))) {
    return refuse('stay-not-planned', { stayId, status: stay.status });
  }
  const events = markStartOverdue({ at: work.at, stayId, dueAt }, person.state);
  await work.append('young-person', person.personId, person.version, events);
  return { fired: events.length > 0 };
}
