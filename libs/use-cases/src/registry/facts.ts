import type { ProviderId, ReferrerId, ReferrerType, UnitId } from '@cap/contracts';
import type { UnitProfile } from '@cap/events';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../shared/errors';
import { AgreementRow, LocationRow, ProviderRow, ReferrerRow, UnitTableRow } from './entities';

/** CAP-2: what kind of referrer it is; null when it is not registered. */
export async function referrerTypeOf(
  manager: EntityManager,
  referrerId: ReferrerId | null,
): Promise<ReferrerType | null> {
  if (referrerId === null) return null;
  const row = await manager.findOneBy(ReferrerRow, { referrerId });
  return row?.referrerType ?? null;
}

/** A provider. Throws `NotFound`. */
export async function providerOf(manager: EntityManager, providerId: ProviderId): Promise<ProviderRow> {
  const row = await manager.findOneBy(ProviderRow, { providerId });
  if (!row) throw new NotFound('provider');
  return row;
}

export type UnitFacts = UnitProfile &
  Pick<UnitTableRow, 'unitId' | 'providerId' | 'locationId' | 'name'> &
  Pick<LocationRow, 'municipality' | 'postcode'> & {
    readonly agreements: readonly {
      from: AgreementRow['fromDate'];
      until: AgreementRow['untilDate'];
      places: number | null;
    }[];
  };

/** A unit with its place on the map and its agreements. Throws `NotFound`. */
export async function unitWithAgreements(manager: EntityManager, unitId: UnitId): Promise<UnitFacts> {
  const unit = await manager.findOne(UnitTableRow, { where: { unitId }, relations: { location: true } });
  if (!unit?.location) throw new NotFound('unit');
  const agreements = await manager.find(AgreementRow, { where: { unitId }, order: { fromDate: 'ASC' } });
  const { location, ...profile } = unit;
  return {
    ...profile,
    municipality: location.municipality,
    postcode: location.postcode,
    agreements: agreements.map(({ fromDate, untilDate, places }) => ({ from: fromDate, until: untilDate, places })),
  };
}
