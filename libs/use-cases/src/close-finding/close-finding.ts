import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FindingId } from '@cap/contracts';
import { closeFinding, findingFold, foldEvents } from '@cap/domain';
import { CommandRunner, fireDeadline, type UnitOfWork } from '@cap/event-store';
import { CapCommand } from '../shared/command';

interface Content {
  readonly findingId: FindingId;
}

/** CPY-4: the cause of a finding about a unit's count is gone: the finding closes itself. */
export class CloseFinding extends CapCommand<Content, { closed: boolean }> {}

@CommandHandler(CloseFinding)
export class CloseFindingHandler implements ICommandHandler<CloseFinding> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, content }: CloseFinding) {
    return this.runner.run(envelope, (work) => close(work, content));
  }
}

async function close(work: UnitOfWork, { findingId }: Content) {
  if (!(await fireDeadline(work.manager, 'finding-over', findingId, work.at))) return { closed: false };
  const { events, version } = await work.load('finding', findingId);
  const closing = closeFinding({ findingId }, foldEvents(findingFold, events));
  await work.append('finding', findingId, version, closing);
  return { closed: closing.length > 0 };
}
