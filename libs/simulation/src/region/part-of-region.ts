import type { InventedRegion } from './invent-region';

/** The first providers of a region, with what belongs to them: enough for a short run, and the same each time. */
export function partOfRegion(region: InventedRegion, providers: number): InventedRegion {
  const kept = region.providers.slice(0, providers);
  const ids = new Set(kept.map(({ providerId }) => providerId));
  return {
    ...region,
    providers: kept,
    locations: region.locations.filter(({ providerId }) => ids.has(providerId)),
    units: region.units.filter(({ providerId }) => ids.has(providerId)),
  };
}
