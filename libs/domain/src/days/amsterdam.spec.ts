import { asInstant } from '@cap/contracts';
import * as fc from 'fast-check';
import { day, moment } from '../ids.samples';
import { instantOf, localDateOf, localTimeOf, startOfDay } from './amsterdam';
import { addDays } from './local-date';

const hourMs = 3_600_000;

describe('the Amsterdam clock', () => {
  it.each([
    ['2028-01-02T22:59:59.999Z', '2028-01-02', '23:59:59.999'],
    ['2028-01-02T23:00:00.000Z', '2028-01-03', '00:00:00.000'],
    ['2028-07-01T21:59:59.999Z', '2028-07-01', '23:59:59.999'],
    ['2028-07-01T22:00:00.000Z', '2028-07-02', '00:00:00.000'],
    ['2028-12-31T23:00:00.000Z', '2029-01-01', '00:00:00.000'],
  ])('shows %s as %s %s', (at, date, time) => {
    expect(localDateOf(moment(at))).toBe(date);
    expect(localTimeOf(moment(at))).toBe(time);
  });

  it.each([
    ['in winter', '2028-01-03', '10:00', '2028-01-03T09:00:00.000Z'],
    ['in summer', '2028-07-03', '10:00', '2028-07-03T08:00:00.000Z'],
    ['before the clock goes forward', '2028-03-26', '01:59', '2028-03-26T00:59:00.000Z'],
    ['in the hour that is skipped', '2028-03-26', '02:30', '2028-03-26T01:30:00.000Z'],
    ['after the clock went forward', '2028-03-26', '03:00', '2028-03-26T01:00:00.000Z'],
    ['in the hour that comes twice', '2028-10-29', '02:30', '2028-10-29T00:30:00.000Z'],
    ['after the clock went back', '2028-10-29', '03:00', '2028-10-29T02:00:00.000Z'],
    ['to the millisecond', '2028-01-03', '10:11:12.345', '2028-01-03T09:11:12.345Z'],
  ])('%s', (_, date, time, instant) => expect(instantOf(day(date), time)).toBe(instant));

  it('has days of 23, 24 and 25 hours', () => {
    const hoursOf = (date: string) =>
      (Date.parse(startOfDay(addDays(day(date), 1))) - Date.parse(startOfDay(day(date)))) / hourMs;
    expect(['2028-03-26', '2028-06-01', '2028-10-29'].map(hoursOf)).toEqual([23, 24, 25]);
  });

  it('a moment comes back from its day and time, the hour that comes twice excepted', () => {
    const moments = fc
      .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2045-12-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => asInstant(date));
    fc.assert(
      fc.property(moments, (at) => {
        const back = instantOf(localDateOf(at), localTimeOf(at));
        const hoursApart = (Date.parse(at) - Date.parse(back)) / hourMs;
        expect([0, 1]).toContain(hoursApart);
        expect(localTimeOf(back)).toBe(localTimeOf(at));
      }),
    );
  });

  it('the day changes exactly at its start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000 }), (n) => {
        const date = addDays(day('2020-01-01'), n);
        const start = startOfDay(date);
        expect(localDateOf(start)).toBe(date);
        expect(localDateOf(asInstant(new Date(Date.parse(start) - 1)))).toBe(addDays(date, -1));
      }),
    );
  });

  it('does not take what is no time', () => expect(() => instantOf(day('2028-01-03'), '25:00')).toThrow(RangeError));
});
