import { Injectable } from '@nestjs/common';
import { unitFeed } from '@cap/capacity';
import type { LocalDate, LocationView, Page, ProviderId, ProviderView, ReferrerView, UnitRow } from '@cap/contracts';
import { stockTakeUntil } from '@cap/domain';
import { readFeed, readPolicy, streamVersions, type CommandActor } from '@cap/event-store';
import type { PageRequest } from '@cap/read-models';
import { LocationRow, providerActions, ProviderRow, ReferrerRow } from '@cap/use-cases';
import { DataSource } from 'typeorm';
import { pageByName } from './page-by-name';

/** The lists of the registry, by name, from its own tables: whoever registers something reads it. */
@Injectable()
export class RegistryLists {
  constructor(private readonly dataSource: DataSource) {}

  referrers(page: PageRequest): Promise<Page<ReferrerView>> {
    return pageByName(this.query(ReferrerRow), 'referrerId', page);
  }

  locations(providerId: ProviderId, page: PageRequest): Promise<Page<LocationView>> {
    const own = this.query(LocationRow).where('item.providerId = :providerId', { providerId });
    return pageByName(own, 'locationId', page);
  }

  async providers(actor: CommandActor, page: PageRequest): Promise<Page<ProviderView>> {
    const { items, next } = await pageByName(this.query(ProviderRow), 'providerId', page);
    const ids = items.map(({ providerId }) => providerId);
    const [stale, versions, until] = await Promise.all([
      this.staleUnits(),
      streamVersions(this.dataSource.manager, 'provider', ids),
      this.stockTakesUntil(items),
    ]);
    const view = (row: ProviderRow): ProviderView => ({
      ...row,
      version: versions.get(row.providerId) ?? 0,
      stockTakeUntil: until.get(row.joinedOn)!,
      staleUnits: stale.get(row.providerId) ?? 0,
      actions: providerActions(actor),
    });
    return { items: items.map(view), next };
  }

  private query<Row extends object>(entity: new () => Row) {
    return this.dataSource.manager.getRepository(entity).createQueryBuilder('item');
  }

  /** CAP-5: the last day of the stock-take by day of joining; many providers join on one day. */
  private async stockTakesUntil(rows: readonly ProviderRow[]): Promise<Map<LocalDate, LocalDate>> {
    const until = new Map<LocalDate, LocalDate>();
    for (const joinedOn of new Set(rows.map((row) => row.joinedOn))) {
      until.set(joinedOn, stockTakeUntil(joinedOn, await readPolicy(this.dataSource, joinedOn)));
    }
    return until;
  }

  /** CPY-5: how many units of each provider were not heard of in time. */
  private async staleUnits(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const { rows } = await readFeed<UnitRow>(this.dataSource.manager, unitFeed, 'region', null);
    for (const { body } of rows) {
      if (body?.stale) counts.set(body.providerId, (counts.get(body.providerId) ?? 0) + 1);
    }
    return counts;
  }
}
