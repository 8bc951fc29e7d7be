import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type LocalDate } from '@cap/contracts';
import { changePolicy, foldEvents, policyFold } from '@cap/domain';
import type { PolicyKey } from '@cap/events';
import { CommandRunner, type UnitOfWork } from '@cap/event-store';
import { PolicyRow } from '../registry/entities';
import { CapCommand, type Given } from '../shared/command';
import { ensureVersion } from '../shared/expected-version';

/** There is one policy: its stream has a fixed name. */
export const policyStream = '6ca70000-0000-4000-8000-000000000001';

interface Content {
  readonly key: PolicyKey;
  readonly value: number | number[];
  readonly effectiveFrom: LocalDate;
}

/** CAP-4: the desk changes a term, a norm or a weight from a later day on. */
export class ChangePolicy extends CapCommand<Content, { policyVersion: number; version: number }> {}

@CommandHandler(ChangePolicy)
export class ChangePolicyHandler implements ICommandHandler<ChangePolicy> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ envelope, given, content }: ChangePolicy) {
    return this.runner.run(envelope, (work) => change(work, given, content));
  }
}

async function change(work: UnitOfWork, given: Given, { key, value, effectiveFrom }: Content) {
  const { manager, at } = work;
  const stream = await work.load('policy', policyStream);
  ensureVersion(given, stream.version);
  const newest = await manager.maximum(PolicyRow, 'policyVersion');
  const state = foldEvents(policyFold, stream.events);
  const events = changePolicy({ at, key, value, effectiveFrom }, state, { newestVersion: newest ?? 0 });
  if (isRefusal(events)) return events;
  const policyVersion = (newest ?? 0) + 1;
  await manager.insert(PolicyRow, { policyVersion, key, value, effectiveFrom });
  return { policyVersion, version: await work.append('policy', policyStream, stream.version, events) };
}
