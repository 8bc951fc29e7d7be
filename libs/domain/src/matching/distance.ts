/** A point on earth, in degrees. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

const earthRadiusKm = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The distance as the crow flies, in kilometres (haversine). */
export function distanceKm(one: Place, other: Place): number {
  const halfLat = Math.sin(radians(other.lat - one.lat) / 2);
  const halfLon = Math.sin(radians(other.lon - one.lon) / 2);
  const chord = halfLat * halfLat + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * halfLon * halfLon;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * MAT-8: the band of a distance: 0 up to the first bound, 1 up to the second, and so on; the number of bounds when it is
 * further than all. A distance on a bound is in the nearer band.
 */
export function bandOf(km: number, upperBoundsKm: readonly number[]): number {
  const band = upperBoundsKm.findIndex((bound) => km <= bound);
  return band === -1 ? upperBoundsKm.length : band;
}
