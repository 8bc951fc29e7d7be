import type { CandidateView } from '@cap/contracts';
import * as fc from 'fast-check';
import { defaultPolicy } from '../policy/state';
import { bandOf, distanceKm } from './distance';
import { need, today, unit } from './matching.samples';
import type { UnitToRank } from './need';
import { knownPostcodes, placeOfPostcode } from './postcodes';
import { rankCandidates } from './rank-candidates';

const rank = (units: readonly UnitToRank[], policy = defaultPolicy) =>
  rankCandidates(need, units, policy, placeOfPostcode, today).candidates;
const names = (candidates: readonly CandidateView[]) => candidates.map(({ name }) => name);
const pointsOf = (changes: Partial<UnitToRank>, policy = defaultPolicy) =>
  Object.fromEntries(rank([unit(1, changes)], policy)[0]!.criteria.map(({ criterion, points }) => [criterion, points]));

describe('MAT-2, MAT-8: what each criterion counts', () => {
  it.each([
    ['in Delft itself', 2612, 50],
    ['in the middle of The Hague', 2511, 33],
    ['in Wassenaar', 2242, 17],
    ['a postcode that is not known', 1011, 0],
  ])('distance: %s', (_, postcode, points) => expect(pointsOf({ postcode })).toMatchObject({ distance: points }));

  it('distance: beyond the last band nothing', () => {
    const policy = { ...defaultPolicy, 'distance-bands-km': [1, 2, 3] };
    expect(pointsOf({ postcode: 2242 }, policy)).toMatchObject({ distance: 0 });
  });

  it('family-like before group', () => {
    expect(pointsOf({ careForm: 'family-home' })).toMatchObject({ 'family-like': 30 });
    expect(pointsOf({ careForm: 'living-group' })).toMatchObject({ 'family-like': 0 });
  });

  it('language', () => {
    expect(pointsOf({ languages: ['nl', 'ar'] })).toMatchObject({ language: 20 });
    expect(pointsOf({ languages: ['nl'] })).toMatchObject({ language: 0 });
  });

  it('says it in words and numbers', () =>
    expect(rank([unit(1, { careForm: 'family-home', postcode: 2511 })])).toMatchObject([
      {
        score: 63,
        criteria: [
          {
            criterion: 'distance',
            points: 33,
            outOf: 50,
            words: expect.stringContaining('binnen 10 kilometer') as string,
          },
          {
            criterion: 'family-like',
            points: 30,
            outOf: 30,
            words: 'De jongere woont hier in een gezin (gezinshuis).',
          },
          { criterion: 'language', points: 0, outOf: 20, words: 'De begeleiding spreekt geen Arabisch.' },
        ],
      },
    ]));

  it('a distance just past a bound is shown on it, and counts as it is shown', () => {
    const places = (postcode: number) => ({ lat: 52, lon: postcode === need.postcode ? 4 : 4 + 5.04 / 68.455 });
    const [candidate] = rankCandidates(need, [unit(1, { postcode: 2612 })], defaultPolicy, places, today).candidates;
    expect(candidate!.criteria[0]).toMatchObject({
      points: 50,
      words: 'De groep ligt 5,0 kilometer van de eigen omgeving. Dat is binnen 5 kilometer.',
    });
  });

  it('the score is out of 100, whatever the weights add up to', () => {
    const policy = { ...defaultPolicy, 'weight-distance': 10, 'weight-family-like': 10, 'weight-language': 0 };
    expect(rank([unit(1)], policy)[0]!.score).toBe(50);
    const nothing = { ...policy, 'weight-distance': 0, 'weight-family-like': 0 };
    expect(rank([unit(1)], nothing)[0]!.score).toBe(0);
  });
});

describe('the order of candidates', () => {
  const near = unit(3);
  const family = unit(2, { careForm: 'family-home', postcode: 2242 });
  const farGroup = unit(1, { postcode: 2242 });

  it('the highest score first; who does not fit is not in it', () =>
    expect(names(rank([farGroup, unit(4, { free: 0 }), near, family]))).toEqual(['Groep 3', 'Groep 2', 'Groep 1']));

  it('MAT-2: a weight of policy moves it', () => {
    const policy = { ...defaultPolicy, 'weight-distance': 10 };
    expect(names(rank([farGroup, near, family], policy))).toEqual(['Groep 2', 'Groep 3', 'Groep 1']);
  });

  it('MAT-3: more free places or a fresher report change nothing', () => {
    const units = [unit(1, { stale: true, free: 1 }), unit(2, { free: 9 }), unit(3, { stale: true, free: 5 })];
    expect(names(rank(units))).toEqual(['Groep 1', 'Groep 2', 'Groep 3']);
    expect(rank(units)[0]).toMatchObject({ stale: true, free: 1 });
  });

  it('MAT-4: the same units in another order give the same answer', () => {
    const units = Array.from({ length: 40 }, (_, n) =>
      unit(n, {
        postcode: knownPostcodes[(n * 7) % knownPostcodes.length]!,
        careForm: n % 3 === 0 ? 'family-home' : 'living-group',
      }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(units, { minLength: units.length }), (shuffled) =>
        expect(rank(shuffled)).toEqual(rank(units)),
      ),
      { numRuns: 30 },
    );
  });

  it('every unit is either a candidate or excluded', () => {
    const { candidates, excluded } = rankCandidates(
      need,
      [near, unit(5, { free: 0 }), family, unit(6, { minAge: 16 })],
      defaultPolicy,
      placeOfPostcode,
      today,
    );
    expect(names(candidates)).toEqual(['Groep 3', 'Groep 2']);
    expect(excluded().map(({ name }) => name)).toEqual(['Groep 5', 'Groep 6']);
  });
});

describe('distance', () => {
  const delft = placeOfPostcode(2611)!;
  const theHague = placeOfPostcode(2511)!;

  it('is what the map says', () => {
    expect(distanceKm(delft, theHague)).toBeCloseTo(8.1, 0);
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).toBeCloseTo(111.19, 1);
    expect(distanceKm(delft, delft)).toBe(0);
  });

  it('is the same there and back', () => {
    const places = fc.constantFrom(...knownPostcodes).map((postcode) => placeOfPostcode(postcode)!);
    fc.assert(
      fc.property(places, places, (one, other) =>
        expect(distanceKm(one, other)).toBeCloseTo(distanceKm(other, one), 9),
      ),
    );
  });

  it.each([
    [0, 0],
    [5, 0],
    [5.001, 1],
    [10, 1],
    [20, 2],
    [20.001, 3],
  ])('%p kilometres is band %i', (km, band) => expect(bandOf(km, [5, 10, 20])).toBe(band));

  it('knows the postcodes of the region', () => {
    expect(knownPostcodes).toHaveLength(173);
    for (const postcode of knownPostcodes) expect(distanceKm(placeOfPostcode(postcode)!, delft)).toBeLessThan(30);
  });
});
