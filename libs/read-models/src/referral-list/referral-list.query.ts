import type { MunicipalityCode, Page, Purpose, ReferralStatus, ReferrerId, Urgency } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { pageOf, type PageRequest } from '../shared/page';
import { narrow } from '../shared/where';
import { ReferralListRow } from './referral-list.entity';

/** Whose referrals: everybody's (the desk), or those of one referrer. */
export type ReferralListScope = 'all' | { readonly referrerId: ReferrerId };

export interface ReferralListFilter {
  readonly status?: readonly ReferralStatus[] | undefined;
  readonly municipality?: MunicipalityCode | undefined;
  readonly purpose?: Purpose | undefined;
  readonly urgency?: Urgency | undefined;
  /** What the speakable number stands for. */
  readonly numberSequence?: number | undefined;
}

export type ReferralListItem = Omit<ReferralListRow, 'openProposals'> & { openProposals: number };

/** Referrals, newest first. Throws `InvalidCursor`. */
export async function listReferrals(
  manager: DataSource | EntityManager,
  scope: ReferralListScope,
  filter: ReferralListFilter = {},
  page: PageRequest = {},
): Promise<Page<ReferralListItem>> {
  const query = manager.getRepository(ReferralListRow).createQueryBuilder('item');
  narrow(query, 'item', { ...filter, ...(scope === 'all' ? {} : { referrerId: scope.referrerId }) });
  const { items, next } = await pageOf(query, { moment: 'submittedAt', id: 'referralId' }, page);
  return { items: items.map((row) => ({ ...row, openProposals: row.openProposals.length })), next };
}
