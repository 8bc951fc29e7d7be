import type { LocalDate, ProviderId, UnitId } from '@cap/contracts';
import { day, monday, sampleId } from '../ids.samples';
import type { Need, UnitToRank } from './need';

export const today: LocalDate = day('2028-01-03');

/** A girl of 15 from the middle of Delft. */
export const need: Need = {
  purpose: 'living',
  careForms: ['family-home', 'living-group'],
  birthDate: day('2012-06-15'),
  sex: 'female',
  targetGroups: ['mental-health'],
  expertise: ['trauma'],
  security: 'supervised',
  language: 'ar',
  postcode: 2611,
};

/** A unit that meets every hard criterion of `need`, and what is different about it. */
export const unit = (n: number, changes: Partial<UnitToRank> = {}): UnitToRank => ({
  unitId: sampleId<UnitId>(100 + n),
  providerId: sampleId<ProviderId>(300),
  name: `Groep ${n}`,
  municipality: 'GM0503',
  postcode: 2611,
  purpose: 'living',
  careForm: 'living-group',
  targetGroups: ['youth-and-upbringing', 'mental-health'],
  expertise: ['trauma', 'autism'],
  minAge: 12,
  maxAge: 17,
  sexPolicy: 'mixed',
  security: 'supervised',
  languages: ['nl'],
  agreements: [{ from: day('2028-01-01'), until: null, places: null }],
  free: 1,
  stale: false,
  observedAt: monday,
  ...changes,
});
