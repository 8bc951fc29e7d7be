import { asInstant, asLocalDate } from '@cap/contracts';
import { defaultPolicy } from '../policy/state';
import { causesOfFindings, findingDueAt, type UnitCount } from './unit-count';

const count: UnitCount = { occupied: 5, occupiedOtherRegions: 2, staysCounted: 3, free: 0 };

describe('CAP-3, CPY-4, CPY-10: the causes of a finding about a unit', () => {
  it.each([
    ['all are known', {}, 0],
    ['CAP-3: two are not known', { staysCounted: 1 }, 2],
    ['CPY-10: those of other regions are no bypass', { occupiedOtherRegions: 4, staysCounted: 1 }, 0],
    ['CAP-3: more are known than reported', { staysCounted: 6 }, 0],
    ['nothing was ever reported', { occupied: null, occupiedOtherRegions: 0, staysCounted: 0 }, 0],
  ])('%s', (_, change, expected) =>
    expect(causesOfFindings({ ...count, ...change })).toEqual({ overcommitted: 0, 'unexplained-occupancy': expected }),
  );

  it.each([
    [-2, 5, 1],
    [-1, 5, 1],
    [0, 5, 0],
    [-1, null, 0],
  ])('CPY-4: overcommitted, once a unit: free %s, occupied %s', (free, occupied, expected) =>
    expect(causesOfFindings({ ...count, free, occupied }).overcommitted).toBe(expected),
  );
});

describe('when a cause becomes a finding', () => {
  const since = asInstant('2028-03-20T09:00:00.000Z');
  const joined = (day: string) => ({
    joinedOn: asLocalDate(day),
    policyWhenJoined: defaultPolicy,
    policy: defaultPolicy,
  });

  it('CPY-4: two hours after a unit became overcommitted, also during the stock take', () =>
    expect(findingDueAt('overcommitted', since, joined('2028-03-20'))).toBe('2028-03-20T11:00:00.000Z'));

  it('CAP-3: a day after an occupancy that nobody explains', () =>
    expect(findingDueAt('unexplained-occupancy', since, joined('2027-01-01'))).toBe('2028-03-21T09:00:00.000Z'));

  it('CAP-5: not before the stock take is over, at midnight in Amsterdam', () =>
    expect(findingDueAt('unexplained-occupancy', since, joined('2028-03-01'))).toBe('2028-04-30T22:00:00.000Z'));
});
