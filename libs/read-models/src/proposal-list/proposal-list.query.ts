import type { Page, ProposalStatus, ProviderId, ReferralId, ReferrerId, UnitId } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { pageOf, type PageRequest } from '../shared/page';
import { narrow } from '../shared/where';
import { ProposalListRow, type ProposalListReferralRow } from './proposal-list.entity';

/** Whose proposals: everybody's (the desk), those to one provider, or those for the referrals of one referrer. */
export type ProposalListScope = 'all' | { readonly providerId: ProviderId } | { readonly referrerId: ReferrerId };

export interface ProposalListFilter {
  readonly status?: readonly ProposalStatus[] | undefined;
  readonly unitId?: UnitId | undefined;
  readonly referralId?: ReferralId | undefined;
}

/** `version` is that of the referral's stream: a proposal's ETag. */
export type ProposalListItem = Omit<ProposalListRow, 'referral'> &
  Pick<ProposalListReferralRow, 'numberSequence' | 'purpose' | 'urgency' | 'municipality'>;

/** Proposals, newest first. Throws `InvalidCursor`. */
export async function listProposals(
  manager: DataSource | EntityManager,
  scope: ProposalListScope,
  filter: ProposalListFilter = {},
  page: PageRequest = {},
): Promise<Page<ProposalListItem>> {
  const query = manager
    .getRepository(ProposalListRow)
    .createQueryBuilder('item')
    .innerJoinAndSelect('item.referral', 'referral');
  narrow(query, 'item', { ...filter });
  if (scope !== 'all' && 'providerId' in scope) narrow(query, 'item', { providerId: scope.providerId });
  if (scope !== 'all' && 'referrerId' in scope) narrow(query, 'referral', { referrerId: scope.referrerId });
  const { items, next } = await pageOf(query, { moment: 'proposedAt', id: 'proposalId' }, page);
  return { items: items.map(withReferral), next };
}

function withReferral({ referral, ...proposal }: ProposalListRow): ProposalListItem {
  const { numberSequence, purpose, urgency, municipality, version } = referral!;
  return { ...proposal, version, numberSequence, purpose, urgency, municipality };
}
