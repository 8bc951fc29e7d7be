import type { ProposalId } from '@cap/contracts';
import type { YoungPersonEvent } from '@cap/events';
import { WithdrawProposal } from '@cap/use-cases';
import { givenBy, type Reaction } from './reaction';

type Bypassed = Extract<YoungPersonEvent, { type: 'BypassedStayRecorded' }>;

/**
 * CAP-3: a young person who is in a place outside the CAP needs no other. Places that are still held for them are given
 * back. A proposal that was answered meanwhile is refused, and that is well.
 */
export const withdrawOpenProposals: Reaction<Bypassed> = async (event, { manager, commands }) => {
  const held = await manager.query<{ proposalId: ProposalId }[]>(
    `select proposal_id as "proposalId" from place_claim where person_id = $1 and status = 'held' order by 1`,
    [event.streamId],
  );
  for (const { proposalId } of held)
    await commands.execute(new WithdrawProposal(givenBy(event, proposalId), { proposalId, reason: 'needs-changed' }));
};
