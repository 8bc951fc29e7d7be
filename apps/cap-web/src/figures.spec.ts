import type { UnitRow } from '@cap/contracts';
import { ages, perCareForm, perMunicipality, total } from './figures.js';

const unit = (figures: Partial<UnitRow>): UnitRow =>
  ({
    careForm: 'living-group',
    municipality: 'GM0637',
    inOperation: 8,
    occupied: 5,
    promised: 1,
    free: 2,
    stale: false,
    observedAt: '2028-01-03T08:00:00.000Z',
    ...figures,
  }) as UnitRow;

const neverHeard = unit({ inOperation: null, occupied: null, promised: 0, free: 0, observedAt: null });

describe('the figures of units together', () => {
  it('adds up places, and counts how many units were heard', () => {
    expect(total([unit({}), unit({ occupied: 8, promised: 0, free: 0 }), neverHeard])).toMatchObject({
      units: 3,
      heard: 2,
      inOperation: 16,
      occupied: 13,
      promised: 1,
      free: 2,
    });
  });

  it('keeps free places of stale figures apart (CPY-5)', () => {
    expect(total([unit({ free: 2 }), unit({ free: 3, stale: true })])).toMatchObject({
      free: 2,
      staleUnits: 1,
      staleFree: 3,
    });
  });

  it('shows a unit below zero as 0 free and as too many promised, so that it hides no free place elsewhere (CPY-4)', () => {
    expect(total([unit({ free: -2 }), unit({ free: 3 })])).toMatchObject({ free: 3, tooMany: 2 });
  });

  it('gives one line a care form that has units, in the order of the vocabulary and in its Dutch words', () => {
    const lines = perCareForm([unit({}), unit({ careForm: 'crisis-bed', free: 1 }), unit({ free: 0 })]);
    expect(lines.map(({ name, units, free }) => ({ name, units, free }))).toEqual([
      { name: 'crisisbed', units: 1, free: 1 },
      { name: 'woongroep', units: 2, free: 2 },
    ]);
  });

  it('gives one line a municipality that has units, by name', () => {
    const lines = perMunicipality([unit({}), unit({ municipality: 'GM0518' }), unit({ municipality: 'GM0503' })]);
    expect(lines.map(({ name }) => name)).toEqual(['Delft', "'s-Gravenhage", 'Zoetermeer']);
  });

  it('says how old the oldest figure is, and the one in the middle', () => {
    const days = ['2028-01-03', '2028-01-01', '2028-01-02'] as const;
    const units = days.map((day) => unit({ observedAt: `${day}T08:00:00.000Z` as UnitRow['observedAt'] }));
    expect(ages([...units, neverHeard])).toEqual({
      oldest: '2028-01-01T08:00:00.000Z',
      median: '2028-01-02T08:00:00.000Z',
    });
    expect(ages([neverHeard])).toBeNull();
  });
});
