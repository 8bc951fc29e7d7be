import { claimsOfProposals, lockUnits, releaseClaim } from '@cap/capacity';
import type { UnitId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { UnitOfWork } from '@cap/event-store';

const givesUp = new Set<ReferralEvent['type']>([
  'ProposalDeclined',
  'ProposalWithdrawn',
  'ProposalExpired',
  'ProposalReleased',
]);

/**
 * Releases the claim of each proposal that a decision ended without a stay, and clears its deadline. Their units, and
 * those of the claims that the caller changes besides, are locked together, by ascending id.
 */
export async function giveUpPlaces(
  work: UnitOfWork,
  events: readonly ReferralEvent[],
  alsoChanged: readonly UnitId[] = [],
): Promise<void> {
  const ended = events.filter((event) => givesUp.has(event.type));
  const proposals = ended.flatMap(({ data }) => ('proposalId' in data ? [data.proposalId] : []));
  const units = (await claimsOfProposals(work.manager, proposals)).map((claim) => claim.unitId);
  await lockUnits(work.manager, [...new Set([...units, ...alsoChanged])]);
  for (const proposalId of proposals) {
    await releaseClaim(work.manager, proposalId);
    await work.clearDeadline('proposal-expiry', proposalId);
  }
}
