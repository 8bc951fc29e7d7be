import { deepStrictEqual } from 'node:assert';
import {
  ageOn,
  bandOf,
  defaultPolicy,
  distanceKm,
  knownPostcodes,
  placeOfPostcode,
  rankCandidates,
  type Need,
} from '@cap/domain';
import { UnitRows } from '@cap/use-cases';
import { beside, type Line } from '../figures/line';
import { inRounds, timed } from '../figures/rounds';
import { bareScan, type BareTerms } from '../matching/bare-scan';
import { inventNeeds, inventUnits, today } from '../matching/invented';

const shown = 20;
const differentNeeds = 200;

/**
 * (d) One matching, with reasons for the first twenty, beside a bare scan of the same rows.
 *
 * Subject: the units of the API process's index (`UnitRows`, filled as the unit feed fills it) and `rankCandidates` of the
 * domain: what `GET /v1/referrals/{id}/candidates` computes once it has the need. Beside it: `bareScan`, one loop by hand.
 * Both take 200 different needs, and must name the same twenty in the same order, or the benchmark fails.
 */
export async function benchMatching(quick: boolean): Promise<Line[]> {
  const lines: Line[] = [];
  for (const count of [400, 20_000]) lines.push(await matchOver(count, quick ? 3 : 15));
  return lines;
}

async function matchOver(count: number, rounds: number): Promise<Line> {
  const index = new UnitRows();
  const rows = inventUnits(count);
  index.apply({
    kind: 'snapshot',
    position: { epoch: 1, changeNo: count },
    rows: rows.map((body, nth) => ({ scope: 'region', row: body.unitId, changeNo: nth + 1, gone: false, body })),
  });
  const needs = inventNeeds(differentNeeds).map((need) => ({ need, terms: termsFor(need) }));
  const match = (need: Need) =>
    rankCandidates(need, index.units(), defaultPolicy, placeOfPostcode, today).candidates.slice(0, shown);
  const scan = (need: Need, terms: BareTerms) => bareScan(need, rows, terms, shown);
  for (const { need, terms } of needs)
    deepStrictEqual(
      match(need).map(({ unitId, score }) => ({ unitId, score })),
      scan(need, terms),
    );
  const repeat = Math.max(1, Math.round(20_000 / count / 5));
  const each = async (work: (asked: (typeof needs)[number]) => unknown): Promise<number> => {
    const ms = await timed(async () => {
      for (let time = 0; time < repeat; time++) for (const asked of needs) work(asked);
    });
    return (ms * 1000) / repeat / needs.length;
  };
  const measured = await inRounds(rounds, {
    subject: () => each(({ need }) => match(need)),
    bare: () => each(({ need, terms }) => scan(need, terms)),
  });
  const what = `one matching over ${count} units, reasons for the first ${shown}`;
  return beside(
    { of: 'd', what, unit: 'µs', values: measured.subject, limit: { most: 4 } },
    { what: 'bare scan, µs', values: measured.bare },
  );
}

/** The same weights as the default policy, in numbers. */
function termsFor(need: Need): BareTerms {
  const { 'weight-distance': distance, 'weight-family-like': family, 'weight-language': language } = defaultPolicy;
  const bounds = defaultPolicy['distance-bands-km'];
  const from = placeOfPostcode(need.postcode)!;
  const points = (postcode: number): number => {
    const km = Number(distanceKm(from, placeOfPostcode(postcode)!).toFixed(1));
    return Math.round((distance * (bounds.length - bandOf(km, bounds))) / bounds.length);
  };
  return {
    age: ageOn(need.birthDate, today),
    today,
    sexPolicies: need.sex === 'female' ? ['mixed', 'girls-only'] : ['mixed', 'boys-only'],
    pointsForDistance: new Map([...knownPostcodes].map((postcode) => [postcode, points(postcode)])),
    pointsForFamily: family,
    pointsForLanguage: language,
    outOf: distance + family + language,
  };
}
