import type { HardCriterion } from '@cap/contracts';
import { day } from '../ids.samples';
import { excludedUnits } from './excluded-units';
import { fitFailures } from './hard-criteria';
import { need, today, unit } from './matching.samples';
import type { Need, UnitToRank } from './need';

/** The row of criteria that a unit fails, of `need` with changes. */
const failed = (unitChanges: Partial<UnitToRank>, needChanges: Partial<Need> = {}): HardCriterion[] =>
  excludedUnits({ ...need, ...needChanges }, [unit(1, unitChanges)], today).flatMap(({ fails }) =>
    fails.map(({ criterion }) => criterion),
  );
const agreement = (from: string, until: string | null) => ({
  agreements: [{ from: day(from), until: until as never, places: 4 }],
});

describe('MAT-1: a unit is excluded', () => {
  it.each<[HardCriterion, string, Partial<UnitToRank>, Partial<Need>]>([
    ['purpose', 'another purpose', { purpose: 'crisis' }, {}],
    ['care-form', 'none of the care forms', { careForm: 'training-flat' }, {}],
    ['age', 'too young', { minAge: 16 }, {}],
    ['age', 'too old', { maxAge: 14 }, {}],
    ['age', 'a birthday that is tomorrow', { minAge: 16 }, { birthDate: day('2012-01-04') }],
    [
      'target-group',
      'one of two target groups',
      {},
      { targetGroups: ['mental-health', 'mild-intellectual-disability'] },
    ],
    ['sex-policy', 'a girl with boys only', { sexPolicy: 'boys-only' }, {}],
    ['sex-policy', 'a boy with girls only', { sexPolicy: 'girls-only' }, { sex: 'male' }],
    ['sex-policy', 'neither, with girls only', { sexPolicy: 'girls-only' }, { sex: 'other' }],
    ['security', 'a lighter level', { security: 'open' }, {}],
    ['expertise', 'one of two expertises', {}, { expertise: ['trauma', 'forensic'] }],
    ['agreement', 'none', { agreements: [] }, {}],
    ['agreement', 'one that is over', agreement('2027-01-01', '2028-01-02'), {}],
    ['agreement', 'one that is to come', agreement('2028-01-04', null), {}],
    ['free-today', 'full', { free: 0 }, {}],
    ['free-today', 'overcommitted', { free: -1 }, {}],
    ['free-today', 'never heard of', { free: 0, observedAt: null }, {}],
  ])('%s: %s', (criterion, _, unitChanges, needChanges) =>
    expect(failed(unitChanges, needChanges)).toEqual([criterion]),
  );

  it.each<[string, Partial<UnitToRank>, Partial<Need>]>([
    ['as it is', {}, {}],
    ['on the bounds of age', { minAge: 15, maxAge: 15 }, {}],
    ['on a birthday', { minAge: 16 }, { birthDate: day('2012-01-03') }],
    ['a heavier security', { security: 'enhanced' }, {}],
    ['nothing special asked', { expertise: [], targetGroups: [] }, { expertise: [], targetGroups: [] }],
    ['a girl with girls only', { sexPolicy: 'girls-only' }, {}],
    ['the last day of an agreement', agreement('2028-01-01', '2028-01-03'), {}],
    ['a stale report', { stale: true }, {}],
  ])('not: %s', (_, unitChanges, needChanges) => expect(failed(unitChanges, needChanges)).toEqual([]));
});

describe('MAT-4: an excluded unit says everything that it fails', () => {
  it('with what was asked and what it has', () => {
    const changes: Partial<UnitToRank> = {
      minAge: 4,
      maxAge: 11,
      security: 'open',
      expertise: [],
      free: 0,
      agreements: [],
    };
    expect(excludedUnits(need, [unit(1, changes)], today)).toEqual([
      {
        unitId: unit(1).unitId,
        name: 'Groep 1',
        fails: [
          { criterion: 'age', rule: 'MAT-1', asked: '15 jaar', has: '4 tot en met 11 jaar' },
          { criterion: 'security', rule: 'MAT-1', asked: 'met extra toezicht', has: 'open' },
          { criterion: 'expertise', rule: 'MAT-1', asked: 'trauma', has: 'geen' },
          {
            criterion: 'agreement',
            rule: 'MAT-1',
            asked: 'een afspraak die vandaag geldt',
            has: 'geen afspraak die vandaag geldt',
          },
          { criterion: 'free-today', rule: 'MAT-1', asked: 'een vrije plek vandaag', has: 'geen vrije plek' },
        ],
      },
    ]);
  });

  it('in the same order each time', () => {
    const full = [3, 1, 2].map((n) => unit(n, { free: 0 }));
    const names = excludedUnits(need, full, today).map(({ name }) => name);
    expect(names).toEqual(['Groep 1', 'Groep 2', 'Groep 3']);
  });
});

describe('MAT-1: fit for a proposal', () => {
  it('leaves free places to PRP-1', () => expect(fitFailures(need, unit(1, { free: 0 }), today)).toEqual([]));
  it('names what does not fit', () =>
    expect(fitFailures(need, unit(1, { maxAge: 14, security: 'open' }), today)).toEqual(['age', 'security']));
});
