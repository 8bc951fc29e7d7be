import { asId, type CommandId, type ProposalId, type StayId } from '@cap/contracts';
import type { Deadline, DeadlineKind } from '@cap/event-store';
import { ExpireProposal, MarkStartOverdue, type Given } from '@cap/use-cases';

type Fire = (given: Given, deadline: Deadline) => ExpireProposal | MarkStartOverdue;

const commands = {
  'proposal-expiry': (given, { reference }) => new ExpireProposal(given, { proposalId: asId<ProposalId>(reference) }),
  'stay-start': (given, { reference, dueAt }) =>
    new MarkStartOverdue(given, { stayId: asId<StayId>(reference), dueAt }),
} satisfies Record<DeadlineKind, Fire>;

/**
 * The command that a due deadline demands. No token can name its actor: a slash is not taken there.
 * Its id is the deadline's: fired by two workers, it is carried out once.
 */
export const commandFor = (deadline: Deadline): ExpireProposal | MarkStartOverdue =>
  commands[deadline.kind](
    {
      actor: { actorId: 'system/clock', role: 'system', organisationId: null },
      commandId: asId<CommandId>(deadline.deadlineId),
    },
    deadline,
  );
