import { agreementsColumn, profileColumns } from '@cap/capacity';
import type { ProviderId, ReferrerId, ReferrerType, UnitId } from '@cap/contracts';
import type { ReportedUnit, UnitProfile } from '@cap/events';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../shared/errors';
import { ProviderRow, ReferrerRow, type LocationRow, type UnitTableRow } from './entities';

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

/** A unit as it is registered. */
export type RegisteredUnit = UnitProfile &
  ReportedUnit &
  Pick<UnitTableRow, 'unitId' | 'locationId' | 'name'> &
  Pick<LocationRow, 'municipality' | 'postcode'>;

/** A unit with its place on the map and its agreements, in one statement. Throws `NotFound`. */
export async function unitWithAgreements(manager: EntityManager, unitId: UnitId): Promise<RegisteredUnit> {
  const [unit] = await manager.query<RegisteredUnit[]>(
    `select unit_id as "unitId", unit.provider_id as "providerId", location_id as "locationId", unit.name,
            ${profileColumns}, municipality, postcode, ${agreementsColumn}
       from unit join location using (location_id) where unit_id = $1`,
    [unitId],
  );
  if (!unit) throw new NotFound('unit');
  return unit;
}
