import { careFormNames, familyLikeCareForms, type CandidateView, type CareForm, type Language } from '@cap/contracts';
import type { Policy } from '@cap/events';
import { bandOf } from './distance';
import { languageWords } from './words';

export type Scored = CandidateView['criteria'][number];

/** MAT-8: nearer bands count more: of three bounds all of the weight, two thirds, one third, nothing. */
export function scoreDistance(km: number | undefined, policy: Policy): Scored {
  const outOf = policy['weight-distance'];
  if (km === undefined) {
    return {
      criterion: 'distance',
      points: 0,
      outOf,
      words: 'De afstand is niet bekend, want een postcode staat niet in de lijst.',
    };
  }
  const bounds = policy['distance-bands-km'];
  // The distance that is shown is the one that counts, so that words and points never contradict each other.
  const shown = km.toFixed(1);
  const band = bandOf(Number(shown), bounds);
  const points = Math.round((outOf * (bounds.length - band)) / bounds.length);
  const bound = bounds[band];
  const within = bound === undefined ? `verder dan ${bounds.at(-1)} kilometer` : `binnen ${bound} kilometer`;
  const far = `${shown.replace('.', ',')} kilometer van de eigen omgeving`;
  return { criterion: 'distance', points, outOf, words: `De groep ligt ${far}. Dat is ${within}.` };
}

/** MAT-2: family-like before group. */
export function scoreFamilyLike(careForm: CareForm, policy: Policy): Scored {
  const outOf = policy['weight-family-like'];
  const isFamilyLike = (familyLikeCareForms as readonly CareForm[]).includes(careForm);
  const words = isFamilyLike
    ? `De jongere woont hier in een gezin (${careFormNames[careForm]}).`
    : `De jongere woont hier niet in een gezin (${careFormNames[careForm]}).`;
  return { criterion: 'family-like', points: isFamilyLike ? outOf : 0, outOf, words };
}

/** MAT-2: somebody there speaks the young person's language. */
export function scoreLanguage(asked: Language, spoken: readonly Language[], policy: Policy): Scored {
  const outOf = policy['weight-language'];
  const isSpoken = spoken.includes(asked);
  const words = isSpoken
    ? `De begeleiding spreekt ${languageWords[asked]}.`
    : `De begeleiding spreekt geen ${languageWords[asked]}.`;
  return { criterion: 'language', points: isSpoken ? outOf : 0, outOf, words };
}

/** The points of all criteria as one whole number from 0 to 100, whatever the weights add up to. */
export function totalScore(criteria: readonly Scored[]): number {
  let points = 0;
  let outOf = 0;
  for (const scored of criteria) {
    points += scored.points;
    outOf += scored.outOf;
  }
  return outOf === 0 ? 0 : Math.round((100 * points) / outOf);
}
