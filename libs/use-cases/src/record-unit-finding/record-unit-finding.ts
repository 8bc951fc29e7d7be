import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { markFound } from '@cap/capacity';
import type { FindingId } from '@cap/contracts';
import { findingFold, foldEvents, recordUnitFinding } from '@cap/domain';
import { CommandRunner, fireDeadline, type UnitOfWork } from '@cap/event-store';
import { CapCommand } from '../shared/command';

interface Content {
  readonly findingId: FindingId;
}

/** CAP-3, CPY-4: what is not right about a unit's count has lasted for its term: the desk is told, once. */
export class RecordUnitFinding extends CapCommand<Content, { recorded: boolean }> {}

@CommandHandler(RecordUnitFinding)
export class RecordUnitFindingHandler implements ICommandHandler<RecordUnitFinding> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, content }: RecordUnitFinding) {
    return this.runner.run(envelope, (work) => record(work, content));
  }
}

async function record(work: UnitOfWork, { findingId }: Content) {
  if (!(await fireDeadline(work.manager, 'unit-finding', findingId, work.at))) return { recorded: false };
  const watched = await markFound(work.manager, findingId, work.at);
  if (!watched) return { recorded: false };
  const { events, version } = await work.load('finding', findingId);
  await work.append('finding', findingId, version, recordUnitFinding(watched, foldEvents(findingFold, events)));
  return { recorded: true };
}
