import { type LocalDate } from '@cap/contracts';
import { Actors } from '../client/actors';
import type { CapApi } from '../client/api';
import { dataOf } from '../client/outcome';
import { atOnce, together } from '../client/together';
import { seededId } from '../random/seeded-id';
import { addDays } from '../time/amsterdam';
import type { InventedUnit, Region } from './types';

/**
 * Registers the region's referrers, providers, locations, units and agreements through the API. Every command has a key
 * that follows from the seed, so that doing it again, or going on after an interruption, makes nothing twice. Gives how
 * many commands were acknowledged.
 */
export async function registerRegion(api: CapApi, region: Region): Promise<number> {
  const administrator = new Actors(region.seed).administrator();
  let acknowledged = 0;
  const command = async (path: string, body: object, label: string): Promise<void> => {
    const key = seededId(region.seed, `register ${label}`);
    dataOf(`POST ${path}`, await api.command(administrator, path, body, key));
    acknowledged++;
  };
  await together(region.referrers, atOnce, ({ municipality, ...referrer }) =>
    command('/v1/referrers', { ...referrer, ...(municipality && { municipality }) }, referrer.referrerId),
  );
  await together(region.providers, atOnce, ({ providerId, name, role }) =>
    command('/v1/providers', { providerId, name, role }, providerId),
  );
  // The locations of one provider stand in its stream: one after the other.
  await together(region.providers, atOnce, async ({ providerId }) => {
    for (const { providerId: owner, ...location } of region.locations)
      if (owner === providerId) await command(`/v1/providers/${providerId}/locations`, location, location.locationId);
  });
  await together(region.units, atOnce, async (unit) => {
    const { unitId, locationId, name, profile, agreement } = unit;
    await command('/v1/units', { unitId, locationId, name, ...profile }, unitId);
    if (agreement)
      await command(`/v1/units/${unitId}/agreements`, agreementBody(unit, region.day), agreement.agreementId);
  });
  return acknowledged;
}

/** In force from a year before the stock take; some have an end, years later. */
function agreementBody({ agreement }: InventedUnit, day: LocalDate) {
  const { agreementId, places } = agreement!;
  const until = places !== null && places % 3 === 0 ? { until: addDays(day, 1095) } : {};
  const period = { from: addDays(day, -365), ...until };
  return { agreementId, ...period, ...(places === null ? {} : { places }) };
}
