import type { Page, ProviderId, Purpose, ReferralId, StayOrigin, StayStatus, UnitId } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { pageOf, type PageRequest } from '../shared/page';
import { narrow } from '../shared/where';
import { StayListRow } from './stay-list.entity';

/** Whose stays: everybody's (the desk), or those in the units of one provider. */
export type StayListScope = 'all' | { readonly providerId: ProviderId };

export interface StayListFilter {
  readonly status?: readonly StayStatus[] | undefined;
  readonly origin?: StayOrigin | undefined;
  readonly purpose?: Purpose | undefined;
  readonly unitId?: UnitId | undefined;
  readonly referralId?: ReferralId | undefined;
  /** STY-1: whether the planned day went by and nobody came. */
  readonly startOverdue?: boolean | undefined;
}

/** `version` is that of the young person's stream: a stay's ETag. */
export type StayListItem = Omit<StayListRow, 'personId'>;

/** Stays, the last recorded first. Throws `InvalidCursor`. */
export async function listStays(
  manager: DataSource | EntityManager,
  scope: StayListScope,
  filter: StayListFilter = {},
  page: PageRequest = {},
): Promise<Page<StayListItem>> {
  const query = manager.getRepository(StayListRow).createQueryBuilder('item');
  narrow(query, 'item', { ...filter, ...(scope === 'all' ? {} : { providerId: scope.providerId }) });
  const { items, next } = await pageOf(query, { moment: 'recordedAt', id: 'stayId' }, page);
  return { items: items.map(({ personId: _notInLists, ...item }) => item), next };
}
