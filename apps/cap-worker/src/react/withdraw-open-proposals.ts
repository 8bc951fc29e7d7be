import type { ProposalId } from '@cap/contracts';
import type { YoungPersonEvent } from '@cap/events';
import { WithdrawProposal } from '@cap/use-cases';
import { givenBy, type Reaction } from './reaction';

type Bypassed = Extract<YoungPersonEvent, { type: 'BypassedStayRecorded' }>;

/**
 * CAP-3: a young person who is in a place outside the CAP needs no other. Places that were held for them before that are
 * given back. A proposal that was answered meanwhile stays as it was answered; one that the desk made since, too.
 */
export const withdrawOpenProposals: Reaction<Bypassed> = async (event, { manager, commands }) => {
  const held = await manager.query<{ proposalId: ProposalId }[]>(
    `select proposal_id as "proposalId" from place_claim claim
      where person_id = $1 and status = 'held'
        and exists (select from event join log_order using (insert_no)
                     where stream_type = 'referral' and stream_id = claim.referral_id and type = 'PlaceProposed'
                       and data->>'proposalId' = claim.proposal_id::text and position < $2)
      order by 1`,
    [event.streamId, event.position],
  );
  for (const { proposalId } of held)
    await commands.execute(
      new WithdrawProposal(givenBy(event, proposalId), { proposalId, reason: 'needs-changed', onlyWhileOpen: true }),
    );
};
