import {
  securityLevels,
  type CareForm,
  type CaseBody,
  type Purpose,
  type SubmitReferral,
  type Urgency,
} from '@cap/contracts';
import type { Random } from '../random/random';
import { youthOf } from '../region/forms';
import type { InventedRegion } from '../region/invent-region';
import { postcodesOf } from '../region/postcodes';
import type { InventedReferrer, InventedUnit } from '../region/types';
import { dayOf } from '../time/amsterdam';

const purposeWeights: Readonly<Record<Purpose, number>> = { crisis: 38, treatment: 17, living: 28, respite: 17 };

export const formsOf: Readonly<Record<Purpose, readonly CareForm[]>> = {
  crisis: ['crisis-facility', 'crisis-bed'],
  treatment: ['treatment-group', 'clinical'],
  living: ['family-home', 'training-flat', 'living-group'],
  respite: ['short-stay'],
};

/** Who refers, by share; the last two only in a crisis (CAP-2). */
const referrerWeights = {
  'municipal-access': 45,
  'certified-institution': 35,
  'general-practitioner': 8,
  'youth-doctor': 5,
  'medical-specialist': 4,
  judiciary: 3,
} as const;
const crisisReferrerWeights = { ...referrerWeights, 'crisis-team': 60, 'acute-mental-health': 15 } as const;

export interface Wanted {
  readonly purpose: Purpose;
  readonly urgency: Urgency;
}

export function inventWanted(random: Random): Wanted {
  const purpose = random.weighted(purposeWeights);
  const urgency = purpose === 'crisis' ? 'crisis' : random.weighted({ urgent: 35, regular: 65 });
  return { purpose, urgency };
}

export function inventReferrer(random: Random, { referrers }: InventedRegion, { urgency }: Wanted): InventedReferrer {
  const type = random.weighted(urgency === 'crisis' ? crisisReferrerWeights : referrerWeights);
  return random.pick(referrers.filter(({ referrerType }) => referrerType === type));
}

/** A referral that some unit of the region was made for, so that most find a place; some ask for what nobody has. */
export function inventReferral(random: Random, region: InventedRegion, moment: number, wanted: Wanted): SubmitReferral {
  const { purpose, urgency } = wanted;
  const model = random.pick(region.units.filter(({ profile }) => profile.purpose === purpose));
  const { minAge, maxAge } = model.profile;
  const municipality = random.weighted(youthOf);
  const age = Math.min(17, random.int(minAge, maxAge));
  const drawn = region.people.invent(random, dayOf(moment), age, random.chance(0.05));
  const sex = { 'girls-only': 'female', 'boys-only': 'male', mixed: drawn.sex } as const;
  return {
    person: { ...drawn, sex: sex[model.profile.sexPolicy] },
    case: inventCase(random, model, random.pick(postcodesOf[municipality])),
    municipality,
    purpose,
    careForms: formsOf[purpose].filter((form) => form === model.profile.careForm || random.chance(0.4)),
    urgency,
    perspective: random.weighted({ 'return-home': 6, 'growing-to-independence': 2, 'lasting-home': 2 }),
  };
}

function inventCase(random: Random, { profile }: InventedUnit, postcode: number): CaseBody {
  const level = securityLevels.indexOf(profile.security);
  return {
    targetGroups: [random.pick(profile.targetGroups)],
    expertise: profile.expertise.length > 0 && random.chance(0.3) ? [random.pick(profile.expertise)] : [],
    security: random.chance(0.03) ? 'enhanced' : securityLevels[random.int(0, level)]!,
    language: random.weighted({ nl: 82, en: 4, ar: 5, tr: 4, pl: 3, uk: 2 }),
    postcode,
    situation: 'Verzonnen situatie van een verzonnen jongere.',
  };
}
