import * as fc from 'fast-check';
import { day } from '../ids.samples';
import { addDays, ageOn, daysBetween, weekday } from './local-date';

const days = fc.integer({ min: 0, max: 36_524 }).map((n) => addDays(day('2000-01-01'), n));

describe('local dates', () => {
  it.each([
    ['2028-01-03', 0, '2028-01-03'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-01-01', -1, '2027-12-31'],
    ['2028-03-25', 2, '2028-03-27'],
  ])('%s and %i days is %s', (from, count, to) => expect(addDays(day(from), count)).toBe(to));

  it('counting days undoes adding them', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    );
  });

  it('a week later is the same day of the week', () => {
    fc.assert(fc.property(days, (from) => expect(weekday(addDays(from, 7))).toBe(weekday(from))));
    expect(weekday(day('2028-01-03'))).toBe(1);
  });
});

describe('age', () => {
  it.each([
    ['2012-06-15', '2028-06-14', 15],
    ['2012-06-15', '2028-06-15', 16],
    ['2012-02-29', '2027-02-28', 14],
    ['2012-02-29', '2027-03-01', 15],
    ['2012-02-29', '2028-02-29', 16],
    ['2028-01-03', '2028-01-03', 0],
  ])('who was born on %s is on %s %i', (birth, on, age) => expect(ageOn(day(birth), day(on))).toBe(age));
});
