import {
  type AgreementId,
  type Expertise,
  type Language,
  type LocalDate,
  type SecurityLevel,
  type StayId,
  type TargetGroup,
  type UnitId,
  type UnitProfileBody,
} from '@cap/contracts';
import type { Random } from '../random/random';
import { seededId } from '../random/seeded-id';
import { addDays, startOfDay } from '../time/amsterdam';
import type { FormProfile } from './forms';
import type { InheritedStay, InventedLocation, InventedProvider, InventedUnit } from './types';
import type { YoungPeople } from './young-people';

export interface UnitPlan {
  readonly seed: number;
  readonly day: LocalDate;
  readonly number: number;
  readonly form: FormProfile;
  readonly provider: InventedProvider;
  readonly location: InventedLocation;
  readonly people: YoungPeople;
}

/** One unit with who is in it. */
export function inventUnit(random: Random, plan: UnitPlan): InventedUnit {
  const { seed, number, form, provider, location } = plan;
  const places = random.int(...form.places);
  const profile = inventProfile(random, form, provider, places);
  const unitId = seededId<UnitId>(seed, `unit ${number}`);
  const inOperation = random.chance(0.08) ? Math.max(1, places - 1) : places;
  const taken = Array.from({ length: inOperation }, () => random.chance(form.filled)).filter(Boolean).length;
  const otherRegions = Array.from({ length: taken }, () => random.chance(0.06)).filter(Boolean).length;
  return {
    unitId,
    providerId: provider.providerId,
    locationId: location.locationId,
    name: `${form.form === 'family-home' ? 'Gezinshuis' : 'Groep'} ${number} (verzonnen)`,
    profile,
    agreement: inventAgreement(seed, random, unitId, places),
    inOperation,
    otherRegions,
    running: Array.from({ length: taken - otherRegions }, (_, index) => inventStay(random, plan, profile, index)),
  };
}

function inventProfile(
  random: Random,
  form: FormProfile,
  { reporting }: InventedProvider,
  places: number,
): UnitProfileBody {
  const [minAge, maxAge] = random.pick(form.ages);
  return {
    purpose: form.purpose,
    careForm: form.form,
    targetGroups: inventTargetGroups(random, form),
    expertise: (['trauma', 'autism', 'addiction', 'forensic'] satisfies Expertise[]).filter((_, index) =>
      random.chance(0.35 - index * 0.07),
    ),
    minAge,
    maxAge,
    sexPolicy: random.weighted({ mixed: 84, 'girls-only': 8, 'boys-only': 8 }),
    security: inventSecurity(random, form),
    languages: ['nl', ...(['en', 'ar', 'tr', 'pl', 'uk'] satisfies Language[]).filter(() => random.chance(0.12))],
    reporting,
    ceiling: places + (random.chance(0.3) ? random.int(1, 2) : 0),
  };
}

function inventTargetGroups(random: Random, { form }: FormProfile): TargetGroup[] {
  const first: TargetGroup =
    form === 'clinical'
      ? 'mental-health'
      : random.weighted({ 'youth-and-upbringing': 60, 'mild-intellectual-disability': 25, 'mental-health': 15 });
  const others = (['youth-and-upbringing', 'mild-intellectual-disability', 'mental-health'] as const).filter(
    (group) => group !== first && random.chance(0.25),
  );
  return [first, ...others];
}

const inventSecurity = (random: Random, { secured }: FormProfile): SecurityLevel =>
  random.chance(secured) ? random.weighted({ supervised: 4, enhanced: 1 }) : 'open';

function inventAgreement(seed: number, random: Random, unitId: UnitId, places: number): InventedUnit['agreement'] {
  const kind = random.weighted({ places: 86, open: 12, none: 2 });
  if (kind === 'none') return undefined;
  const agreementId = seededId<AgreementId>(seed, `agreement of ${unitId}`);
  return { agreementId, places: kind === 'places' ? places : null };
}

const perspectiveWeights = { 'return-home': 5, 'growing-to-independence': 3, 'lasting-home': 2 } as const;

function inventStay(
  random: Random,
  { seed, day, number, form, people }: UnitPlan,
  { minAge, maxAge }: UnitProfileBody,
  index: number,
): InheritedStay {
  const total = random.int(...form.stay);
  const past = random.int(1, Math.max(1, total - 1));
  const admittedOn = addDays(day, -past);
  return {
    stayId: seededId<StayId>(seed, `inherited stay ${index + 1} in unit ${number}`),
    person: people.invent(random, day, random.int(minAge, maxAge), random.chance(0.01)),
    perspective: random.weighted(perspectiveWeights),
    admittedOn,
    admittedAt: random.chance(0.7) ? startOfDay(admittedOn, random.int(9 * 60, 20 * 60)) : null,
    daysLeft: Math.max(1, total - past),
  };
}
