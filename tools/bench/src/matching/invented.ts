import {
  careForms,
  expertises,
  languages,
  municipalityCodes,
  purposes,
  securityLevels,
  sexPolicies,
  targetGroups,
  type CareForm,
  type LocalDate,
  type UnitId,
  type UnitRow,
} from '@cap/contracts';
import { knownPostcodes, type Need } from '@cap/domain';

/** The day on which all of it is asked. */
export const today = '2028-01-03' as LocalDate;

/** Numbers that look random and are the same each time. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const forms = careForms.slice(0, 8) as readonly CareForm[];
const postcodes = [...knownPostcodes];

/** Units as the feed holds them, of all kinds; three in four have a place free. */
export function inventUnits(count: number): UnitRow[] {
  const number = numbersFrom(count);
  const some = <T>(list: readonly T[]): T => list[number(list.length)]!;
  const each = <T>(list: readonly T[], oneIn: number): T[] => list.filter(() => number(oneIn) === 0);
  const observedAt = '2028-01-03T08:00:00.000Z' as const;
  return Array.from({ length: count }, (_, nth) => {
    const minAge = number(12);
    return {
      unitId: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}` as UnitId,
      providerId: `00000000-0000-4000-8001-${String(nth % 60).padStart(12, '0')}`,
      locationId: `00000000-0000-4000-8002-${String(nth % 200).padStart(12, '0')}`,
      name: `Groep ${nth} (verzonnen)`,
      municipality: some(municipalityCodes),
      postcode: some(postcodes),
      purpose: some(purposes),
      careForm: some(forms),
      targetGroups: [some(targetGroups), ...each(targetGroups, 3)],
      expertise: each(expertises, 2),
      minAge,
      maxAge: minAge + 4 + number(8),
      sexPolicy: some(['mixed', 'mixed', ...sexPolicies]),
      security: some(securityLevels),
      languages: ['nl', some(languages)],
      reporting: 'system',
      ceiling: 8,
      agreements: [{ from: '2027-01-01', until: null, places: 8 }],
      inOperation: 8,
      occupied: 5,
      occupiedOtherRegions: 0,
      promised: 0,
      free: number(4),
      overcommitted: false,
      overcommittedTooLong: false,
      stale: false,
      observedAt,
      unchangedSince: observedAt,
      waitingDays: null,
    } as unknown as UnitRow;
  });
}

/** Needs of all kinds, of young people of 6 to 17 years. */
export function inventNeeds(count: number): Need[] {
  const number = numbersFrom(7);
  const some = <T>(list: readonly T[]): T => list[number(list.length)]!;
  return Array.from({ length: count }, () => ({
    purpose: some(purposes),
    careForms: [some(forms), some(forms)],
    birthDate: `${2011 + number(11)}-01-02` as LocalDate,
    sex: some(['female', 'male'] as const),
    targetGroups: [some(targetGroups)],
    expertise: number(2) === 0 ? [some(expertises)] : [],
    security: some(['open', 'open', 'supervised'] as const),
    language: some(languages),
    postcode: some(postcodes),
  }));
}
