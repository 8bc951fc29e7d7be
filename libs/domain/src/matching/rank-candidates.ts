import type { CandidateView, ExcludedUnitView, LocalDate } from '@cap/contracts';
import type { Policy } from '@cap/events';
import { distanceKm, type Place } from './distance';
import { excludedUnits } from './excluded-units';
import { fitsAll, needOnDay } from './hard-criteria';
import type { Need, UnitToRank } from './need';
import { scoreDistance, scoreFamilyLike, scoreLanguage, totalScore } from './soft-criteria';

export interface Ranking {
  /** The best first; equal scores by unit id. */
  readonly candidates: CandidateView[];
  /** Every other unit with all that it fails; worked out when it is asked. */
  readonly excluded: () => ExcludedUnitView[];
}

/**
 * MAT-1, MAT-2, MAT-4: the units that fit, ranked. The same input gives the same order.
 * MAT-3: how many places are free, and how old the report is, is shown and never moves a unit up or down; what must be
 * safe (security) is a hard criterion, so in a crisis too it comes before anything that is scored.
 */
export function rankCandidates(
  need: Need,
  units: Iterable<UnitToRank>,
  policy: Policy,
  places: (postcode: number) => Place | undefined,
  today: LocalDate,
): Ranking {
  const asked = needOnDay(need, today);
  const kmTo = kilometresFrom(need.postcode, places);
  const candidates: CandidateView[] = [];
  for (const unit of units) {
    if (fitsAll(asked, unit)) candidates.push(candidateOf(unit, need, policy, kmTo(unit.postcode)));
  }
  candidates.sort(byScoreThenId);
  return { candidates, excluded: () => excludedUnits(need, units, today) };
}

const byScoreThenId = (one: CandidateView, other: CandidateView): number =>
  other.score - one.score || (one.unitId < other.unitId ? -1 : 1);

function candidateOf(unit: UnitToRank, need: Need, policy: Policy, km: number | undefined): CandidateView {
  const { unitId, providerId, name, municipality, careForm, free, stale, observedAt } = unit;
  const criteria = [
    scoreDistance(km, policy),
    scoreFamilyLike(careForm, policy),
    scoreLanguage(need.language, unit.languages, policy),
  ];
  return {
    unitId,
    providerId,
    name,
    municipality,
    careForm,
    free,
    stale,
    observedAt,
    score: totalScore(criteria),
    criteria,
  };
}

/** Kilometres to a postcode, each worked out once: many units share one. */
function kilometresFrom(own: number, places: (postcode: number) => Place | undefined) {
  const from = places(own);
  const known = new Map<number, number | undefined>();
  return (postcode: number): number | undefined => {
    if (!known.has(postcode)) {
      const to = places(postcode);
      known.set(postcode, from && to && distanceKm(from, to));
    }
    return known.get(postcode);
  };
}
