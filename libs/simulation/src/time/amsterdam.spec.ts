import { asInstant, asLocalDate } from '@cap/contracts';
import { addDays, dayOf, isWeekday, minuteOfDay, startOfDay } from './amsterdam';

const day = asLocalDate;

it.each([
  ['2028-01-03', '2028-01-02T23:00:00.000Z'],
  ['2028-07-01', '2028-06-30T22:00:00.000Z'],
  ['2028-03-26', '2028-03-25T23:00:00.000Z'],
  ['2028-10-29', '2028-10-28T22:00:00.000Z'],
  ['2028-10-30', '2028-10-29T23:00:00.000Z'],
])('%s begins in Amsterdam at %s', (date, moment) => {
  expect(startOfDay(day(date))).toBe(moment);
  expect(dayOf(asInstant(moment))).toBe(date);
  expect(dayOf(Date.parse(moment) - 1)).toBe(addDays(day(date), -1));
});

it('half past eight in summer is half past six in UTC', () => {
  expect(startOfDay(day('2028-07-01'), 510)).toBe('2028-07-01T06:30:00.000Z');
  expect(minuteOfDay(Date.parse('2028-07-01T06:30:00Z'))).toBe(510);
});

it('knows weekdays', () => {
  expect([day('2028-01-03'), day('2028-01-08')].map(isWeekday)).toEqual([true, false]);
});
