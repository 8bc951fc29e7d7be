import type { FindingKind, FindingView, MunicipalityCode, Page, ProviderId } from '@cap/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { pageOf, type PageRequest } from '../shared/page';
import { narrow } from '../shared/where';
import { FindingListRow } from './finding-list.entity';

/** Whose findings: everybody's (the desk), or those of one provider. */
export type FindingListScope = 'all' | { readonly providerId: ProviderId };

export interface FindingListFilter {
  readonly municipality?: MunicipalityCode | undefined;
  readonly kind?: FindingKind | undefined;
  /** `true`: whose cause is there; `false`: those that closed. A bypass never closes. */
  readonly open?: boolean | undefined;
}

/** Findings, the last recorded first. Throws `InvalidCursor`. */
export async function listFindings(
  manager: DataSource | EntityManager,
  scope: FindingListScope,
  { open, ...filter }: FindingListFilter = {},
  page: PageRequest = {},
): Promise<Page<FindingView>> {
  const query = manager.getRepository(FindingListRow).createQueryBuilder('item');
  narrow(query, 'item', { ...filter, ...(scope === 'all' ? {} : { providerId: scope.providerId }) });
  if (open !== undefined) query.andWhere(`item.closedAt is ${open ? '' : 'not'} null`);
  const { items, next } = await pageOf(query, { moment: 'recordedAt', id: 'findingId' }, page);
  return { items: items.map(({ version: _notInTheView, ...view }) => view), next };
}
