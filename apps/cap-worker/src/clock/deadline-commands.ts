import { asId, type CommandId, type FindingId, type ProposalId, type StayId } from '@cap/contracts';
import type { Deadline, DeadlineKind } from '@cap/event-store';
import { CloseFinding, ExpireProposal, MarkStartOverdue, RecordUnitFinding, type Given } from '@cap/use-cases';

type Fired = ExpireProposal | MarkStartOverdue | RecordUnitFinding | CloseFinding;

const commands = {
  'proposal-expiry': (given, { reference }) => new ExpireProposal(given, { proposalId: asId<ProposalId>(reference) }),
  'stay-start': (given, { reference, dueAt }) =>
    new MarkStartOverdue(given, { stayId: asId<StayId>(reference), dueAt }),
  'unit-finding': (given, { reference }) => new RecordUnitFinding(given, { findingId: asId<FindingId>(reference) }),
  'finding-over': (given, { reference }) => new CloseFinding(given, { findingId: asId<FindingId>(reference) }),
} satisfies Record<DeadlineKind, (given: Given, deadline: Deadline) => Fired>;

/**
 * The command that a due deadline demands. No token can name its actor: a slash is not taken there.
 * Its id is the deadline's: fired by two workers, it is carried out once.
 */
export const commandFor = (deadline: Deadline): Fired =>
  commands[deadline.kind](
    {
      actor: { actorId: 'system/clock', role: 'system', organisationId: null },
      commandId: asId<CommandId>(deadline.deadlineId),
    },
    deadline,
  );
