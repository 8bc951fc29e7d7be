import {
  municipalities,
  municipalityCodes,
  type LocationId,
  type ProviderId,
  type ProviderRole,
  type ReferrerId,
  type ReferrerType,
} from '@cap/contracts';
import type { Random } from '../random/random';
import { seededId } from '../random/seeded-id';
import { youthOf } from './forms';
import { postcodesOf } from './postcodes';
import type { InventedLocation, InventedProvider, InventedReferrer } from './types';

interface RoleProfile {
  readonly role: ProviderRole;
  readonly providers: number;
  /** Units that one of them has, about. */
  readonly units: number;
  /** Share whose own systems send the reports. */
  readonly bySystem: number;
}

/** A few large, more of the middle size, most small. */
export const roleProfiles: readonly RoleProfile[] = [
  { role: 'strategic', providers: 5, units: 20, bySystem: 1 },
  { role: 'tactical', providers: 15, units: 8, bySystem: 0.6 },
  { role: 'operational', providers: 40, units: 4.5, bySystem: 0.3 },
];

const numbered = (number: number): string => String(number).padStart(2, '0');

export function inventProviders(seed: number, random: Random): InventedProvider[] {
  const roles = roleProfiles.flatMap((profile) => Array.from({ length: profile.providers }, () => profile));
  return roles.map(({ role, bySystem }, index) => ({
    providerId: seededId<ProviderId>(seed, `provider ${index + 1}`),
    name: `Aanbieder ${numbered(index + 1)} (verzonnen)`,
    role,
    reporting: random.chance(bySystem) ? 'system' : 'hand',
  }));
}

/** Locations of one provider, about one for two units, more where more young people live. */
export function inventLocations(
  seed: number,
  random: Random,
  { providerId, name }: InventedProvider,
  units: number,
): InventedLocation[] {
  return Array.from({ length: Math.ceil(units / 2) }, (_, index) => {
    const municipality = random.weighted(youthOf);
    return {
      locationId: seededId<LocationId>(seed, `location ${index + 1} of ${providerId}`),
      providerId,
      name: `Locatie ${index + 1} van ${name}`,
      municipality,
      postcode: random.pick(postcodesOf[municipality]),
    };
  });
}

const regional: Readonly<Partial<Record<ReferrerType, readonly [count: number, name: string]>>> = {
  'certified-institution': [3, 'Gecertificeerde instelling'],
  'general-practitioner': [6, 'Huisartsenpraktijk'],
  'youth-doctor': [3, 'Jeugdarts'],
  'medical-specialist': [3, 'Medisch specialist'],
  judiciary: [1, 'Kinderrechter'],
  'crisis-team': [1, 'Crisisteam'],
  'acute-mental-health': [1, 'Acute ggz'],
};

/** Referrers of each type (CAP-2); municipal access in every municipality. */
export function inventReferrers(seed: number): InventedReferrer[] {
  const local = municipalityCodes.map((municipality) => ({
    referrerType: 'municipal-access' as const,
    municipality,
    name: `Toegang ${municipalities[municipality]} (verzonnen)`,
  }));
  const others = (Object.entries(regional) as [ReferrerType, readonly [number, string]][]).flatMap(
    ([referrerType, [count, name]]) =>
      Array.from({ length: count }, (_, index) => ({
        referrerType,
        municipality: null,
        name: `${name} ${numbered(index + 1)} (verzonnen)`,
      })),
  );
  return [...local, ...others].map((referrer) => ({
    ...referrer,
    referrerId: seededId<ReferrerId>(seed, `referrer ${referrer.name}`),
  }));
}
