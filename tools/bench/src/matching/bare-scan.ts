import { familyLikeCareForms, securityLevels, type CareForm, type SexPolicy, type UnitRow } from '@cap/contracts';
import type { Need } from '@cap/domain';

/** What the scan weighs with, looked up before it begins. */
export interface BareTerms {
  /** Of the young person, on the day. */
  readonly age: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly sexPolicies: readonly SexPolicy[];
  /** Points for the distance to each postcode. */
  readonly pointsForDistance: ReadonlyMap<number, number>;
  readonly pointsForFamily: number;
  readonly pointsForLanguage: number;
  readonly outOf: number;
}

export interface BareCandidate {
  readonly unitId: string;
  readonly score: number;
}

/**
 * The least that matching must do, written by hand: one loop over the same rows with the same nine conditions, a score in
 * numbers, and the best of them kept in order. No reasons, and nothing is made for a unit that is not kept.
 */
export function bareScan(need: Need, units: readonly UnitRow[], terms: BareTerms, keep: number): BareCandidate[] {
  const best: BareCandidate[] = [];
  const level = securityLevels.indexOf(need.security);
  for (const unit of units) {
    if (!fits(need, unit, terms) || securityLevels.indexOf(unit.security) < level) continue;
    const points =
      (terms.pointsForDistance.get(unit.postcode) ?? 0) +
      ((familyLikeCareForms as readonly CareForm[]).includes(unit.careForm) ? terms.pointsForFamily : 0) +
      (unit.languages.includes(need.language) ? terms.pointsForLanguage : 0);
    keepIfBetter(best, { unitId: unit.unitId, score: Math.round((100 * points) / terms.outOf) }, keep);
  }
  return best;
}

const fits = (need: Need, unit: UnitRow, { age, today, sexPolicies }: BareTerms): boolean =>
  unit.purpose === need.purpose &&
  need.careForms.includes(unit.careForm) &&
  age >= unit.minAge &&
  age <= unit.maxAge &&
  need.targetGroups.every((group) => unit.targetGroups.includes(group)) &&
  sexPolicies.includes(unit.sexPolicy) &&
  need.expertise.every((item) => unit.expertise.includes(item)) &&
  unit.agreements.some(({ from, until }) => from <= today && (until === null || today <= until)) &&
  unit.free >= 1;

/** Best first; equal scores by unit id. */
const isBetter = (one: BareCandidate, other: BareCandidate): boolean =>
  one.score > other.score || (one.score === other.score && one.unitId < other.unitId);

function keepIfBetter(best: BareCandidate[], found: BareCandidate, keep: number): void {
  if (best.length === keep && !isBetter(found, best[keep - 1]!)) return;
  let place = best.length;
  while (place > 0 && isBetter(found, best[place - 1]!)) place--;
  best.splice(place, 0, found);
  if (best.length > keep) best.pop();
}
