import { day, moment, monday } from '../ids.samples';
import { heldAfterNow, heldBefore, heldFrom } from './held';

const on = (date: string) => ({ on: day(date), at: null });
const at = (instant: string) => heldFrom({ at: instant });

describe('when something held', () => {
  it('a moment has its Amsterdam day', () =>
    expect(heldFrom({ at: '2028-01-03T00:30:00+01:00' })).toEqual({
      on: '2028-01-03',
      at: moment('2028-01-02T23:30:00.000Z'),
    }));

  it('a day may be all that is known', () => expect(heldFrom({ on: '2028-01-03' })).toEqual(on('2028-01-03')));

  it.each([[{}], [{ at: '2028-01-03T09:00:00Z', on: '2028-01-03' }], [{ on: '2028-02-30' }], [{ at: 'yesterday' }]])(
    'does not take %j',
    (given) => expect(() => heldFrom(given)).toThrow(RangeError),
  );

  it.each([
    ['an earlier day', on('2028-01-02'), on('2028-01-03'), true],
    ['the same day', on('2028-01-03'), on('2028-01-03'), false],
    ['an earlier moment', at('2028-01-03T09:00:00Z'), at('2028-01-03T09:00:01Z'), true],
    ['the same moment', at('2028-01-03T09:00:00Z'), at('2028-01-03T09:00:00Z'), false],
    ['a moment on a day of which no more is known', at('2028-01-03T09:00:00Z'), on('2028-01-03'), false],
  ])('before: %s', (_, one, other, before) => expect(heldBefore(one, other)).toBe(before));

  it.each([
    ['today', on('2028-01-03'), false],
    ['tomorrow', on('2028-01-04'), true],
    ['now', { on: day('2028-01-03'), at: monday }, false],
    ['a second from now', at('2028-01-03T09:00:01Z'), true],
  ])('in the future: %s', (_, held, future) => expect(heldAfterNow(held, monday)).toBe(future));
});
