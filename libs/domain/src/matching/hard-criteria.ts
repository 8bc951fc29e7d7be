import {
  hardCriteria,
  securityLevels,
  type HardCriterion,
  type LocalDate,
  type Sex,
  type SexPolicy,
} from '@cap/contracts';
import { ageOn } from '../days/local-date';
import { inForceOn } from '../unit/agreement';
import type { Need, UnitToFit } from './need';

/** A need on a day: the age is worked out once for all units. */
export interface NeedOnDay {
  readonly need: Need;
  readonly age: number;
  readonly today: LocalDate;
}
type Fits = (asked: NeedOnDay, unit: UnitToFit & { readonly free: number }) => boolean;

const welcomes: Readonly<Record<SexPolicy, readonly Sex[]>> = {
  mixed: ['female', 'male', 'other'],
  'girls-only': ['female'],
  'boys-only': ['male'],
};

const includesAll = <T>(has: readonly T[], asked: readonly T[]): boolean => asked.every((item) => has.includes(item));

/** MAT-1: when a unit meets each criterion. Who has not come free yet fails `free-today`, a unit never heard of too. */
const meets = {
  purpose: ({ need }, unit) => unit.purpose === need.purpose,
  'care-form': ({ need }, unit) => need.careForms.includes(unit.careForm),
  age: ({ age }, unit) => age >= unit.minAge && age <= unit.maxAge,
  'target-group': ({ need }, unit) => includesAll(unit.targetGroups, need.targetGroups),
  'sex-policy': ({ need }, unit) => welcomes[unit.sexPolicy].includes(need.sex),
  security: ({ need }, unit) => securityLevels.indexOf(unit.security) >= securityLevels.indexOf(need.security),
  expertise: ({ need }, unit) => includesAll(unit.expertise, need.expertise),
  agreement: ({ today }, unit) => unit.agreements.some((agreement) => inForceOn(agreement, today)),
  'free-today': (_, unit) => unit.free >= 1,
} satisfies Record<HardCriterion, Fits>;

export const needOnDay = (need: Need, today: LocalDate): NeedOnDay => ({
  need,
  age: ageOn(need.birthDate, today),
  today,
});

/** The same in a row: looked up by name for every unit, they took a third of a matching. */
const inOrder: readonly Fits[] = hardCriteria.map((criterion) => meets[criterion]);

/** MAT-1: whether a unit meets all hard criteria; stops at the first that it fails. */
export function fitsAll(asked: NeedOnDay, unit: UnitToFit & { readonly free: number }): boolean {
  for (const fits of inOrder) if (!fits(asked, unit)) return false;
  return true;
}

/** MAT-1: every hard criterion that a unit fails. */
export const allFailures = (asked: NeedOnDay, unit: UnitToFit & { readonly free: number }): HardCriterion[] =>
  hardCriteria.filter((criterion) => !meets[criterion](asked, unit));

/** MAT-1: what a unit fails, free places left aside: for a proposal PRP-1 counts those under the unit's lock. */
export const fitFailures = (need: Need, unit: UnitToFit, today: LocalDate): HardCriterion[] =>
  allFailures(needOnDay(need, today), { ...unit, free: 1 });
