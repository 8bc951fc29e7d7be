import type { CareForm, MunicipalityCode, Purpose } from '@cap/contracts';

/** What the invented region has of one care form. */
export interface FormProfile {
  readonly form: CareForm;
  readonly purpose: Purpose;
  readonly units: number;
  readonly places: readonly [least: number, most: number];
  readonly ages: readonly (readonly [youngest: number, oldest: number])[];
  /** Share of the places that is taken when the simulation begins. */
  readonly filled: number;
  /** Days that a young person stays. */
  readonly stay: readonly [least: number, most: number];
  /** Share of the units that is more than open. */
  readonly secured: number;
}

/**
 * About 400 units and 1 600 places without foster care. The number of places in the region could not be established
 * (ecosystem.md §7.2), so these are invented: family-like care about a quarter (350 of 1 500 by the derived totals),
 * crisis few and small.
 */
export const formProfiles: readonly FormProfile[] = [
  {
    form: 'crisis-facility',
    purpose: 'crisis',
    units: 12,
    places: [4, 6],
    ages: [
      [0, 12],
      [6, 17],
      [12, 17],
    ],
    filled: 0.6,
    stay: [4, 27],
    secured: 0.5,
  },
  {
    form: 'crisis-bed',
    purpose: 'crisis',
    units: 23,
    places: [1, 2],
    ages: [
      [0, 17],
      [12, 17],
    ],
    filled: 0.5,
    stay: [3, 25],
    secured: 0.1,
  },
  {
    form: 'family-home',
    purpose: 'living',
    units: 140,
    places: [2, 4],
    ages: [
      [0, 12],
      [4, 17],
      [6, 17],
      [12, 20],
    ],
    filled: 0.9,
    stay: [200, 1500],
    secured: 0,
  },
  {
    form: 'training-flat',
    purpose: 'living',
    units: 75,
    places: [2, 5],
    ages: [
      [16, 20],
      [16, 22],
      [17, 22],
    ],
    filled: 0.85,
    stay: [120, 500],
    secured: 0.05,
  },
  {
    form: 'living-group',
    purpose: 'living',
    units: 55,
    places: [6, 9],
    ages: [
      [6, 12],
      [8, 15],
      [12, 17],
    ],
    filled: 0.88,
    stay: [90, 700],
    secured: 0.15,
  },
  {
    form: 'treatment-group',
    purpose: 'treatment',
    units: 36,
    places: [6, 9],
    ages: [
      [6, 12],
      [8, 15],
      [12, 17],
    ],
    filled: 0.88,
    stay: [60, 300],
    secured: 0.4,
  },
  {
    form: 'clinical',
    purpose: 'treatment',
    units: 11,
    places: [5, 8],
    ages: [
      [8, 15],
      [12, 18],
    ],
    filled: 0.85,
    stay: [40, 180],
    secured: 0.6,
  },
  {
    form: 'short-stay',
    purpose: 'respite',
    units: 48,
    places: [2, 4],
    ages: [
      [4, 17],
      [6, 18],
      [12, 20],
    ],
    filled: 0.45,
    stay: [2, 6],
    secured: 0.02,
  },
];

/** Young people of 0 to 24 years by municipality, in hundreds (ecosystem.md §6, derived from CBS 2023). */
export const youthOf: Readonly<Record<MunicipalityCode, number>> = {
  GM0503: 339,
  GM0518: 1633,
  GM0603: 156,
  GM0629: 76,
  GM0637: 356,
  GM1783: 333,
  GM1842: 56,
  GM1916: 202,
  GM1926: 185,
};
