import * as fc from 'fast-check';
import { day, moment, monday } from '../ids.samples';
import { defaultPolicy } from '../policy/state';
import { localTimeOf, localDateOf } from './amsterdam';
import { addDays, daysBetween } from './local-date';
import { dayNumber, lastDayOfCrisisStay, proposalDeadline, stayStartDueAt, stockTakeUntil } from './terms';
import { addWorkingDays, isWorkingDay } from './working-days';

const noHolidays = new Set<never>();

describe('working days', () => {
  const easterMonday = new Set([day('2028-04-17')]);

  it.each([
    ['Monday to Monday', '2028-01-03', 5, '2028-01-10'],
    ['from a Saturday', '2028-01-08', 1, '2028-01-10'],
    ['over Easter Monday', '2028-04-14', 1, '2028-04-18'],
    ['none', '2028-01-08', 0, '2028-01-08'],
  ])('%s', (_, from, count, to) => expect(addWorkingDays(day(from), count, easterMonday)).toBe(to));

  it('ends on a working day with exactly that many after the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 30 }), (n, count) => {
        const from = addDays(day('2028-01-01'), n);
        const to = addWorkingDays(from, count, easterMonday);
        const between = Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index + 1));
        expect(between.filter((date) => isWorkingDay(date, easterMonday))).toHaveLength(count);
        expect(isWorkingDay(to, easterMonday)).toBe(true);
      }),
    );
  });
});

describe('PRP-2: the deadline of a proposal', () => {
  it('crisis: one hour', () =>
    expect(proposalDeadline('crisis', monday, defaultPolicy, noHolidays)).toBe('2028-01-03T10:00:00.000Z'));

  it('urgent: 24 hours, also when the clock goes forward', () => {
    const saturday = moment('2028-03-25T09:00:00.000Z');
    expect(proposalDeadline('urgent', saturday, defaultPolicy, noHolidays)).toBe('2028-03-26T09:00:00.000Z');
  });

  it('regular: five working days on, at the same clock time in summer as in winter', () => {
    const wednesday = moment('2028-03-22T09:15:30.250Z');
    const deadline = proposalDeadline('regular', wednesday, defaultPolicy, noHolidays);
    expect(deadline).toBe('2028-03-29T08:15:30.250Z');
    expect(localTimeOf(deadline)).toBe(localTimeOf(wednesday));
  });

  it('regular: a public holiday is no working day', () => {
    const deadline = proposalDeadline('regular', monday, defaultPolicy, new Set([day('2028-01-05')]));
    expect(localDateOf(deadline)).toBe('2028-01-11');
  });

  it('takes its terms from policy', () => {
    const policy = { ...defaultPolicy, 'proposal-term-crisis-hours': 3 };
    expect(proposalDeadline('crisis', monday, policy, noHolidays)).toBe('2028-01-03T12:00:00.000Z');
  });
});

describe('CRI-1: the days of a crisis stay', () => {
  it('the day of admission is day 1, and day 28 the last', () => {
    const admittedOn = day('2028-03-10');
    const lastDay = lastDayOfCrisisStay(admittedOn, defaultPolicy);
    expect(lastDay).toBe('2028-04-06');
    expect([dayNumber(admittedOn, admittedOn), dayNumber(admittedOn, lastDay)]).toEqual([1, 28]);
  });
});

describe('other terms', () => {
  it('STY-1: a stay that was planned for a day is overdue when the third day after it is over', () =>
    expect(stayStartDueAt(day('2028-01-03'), defaultPolicy)).toBe('2028-01-06T23:00:00.000Z'));

  it('CAP-5: the stock take ends 60 days after joining', () =>
    expect(stockTakeUntil(day('2028-01-03'), defaultPolicy)).toBe('2028-03-03'));
});
