import { fromPosition, isAfter, parseRoom, toPosition } from './room';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('the name of a room', () => {
  it.each([
    ['units/region', 'units', 'region', null],
    ['units/municipality:GM0637', 'units', 'municipality', 'GM0637'],
    [`units/provider:${id}`, 'units', 'provider', id],
    [`units/unit:${id}`, 'units', 'unit', id],
    [`referrals/referral:${id}`, 'referrals', 'referral', id],
  ])('%s', (room, feed, kind, of) => {
    expect(parseRoom(room)).toEqual({ room, feed, scope: room.slice(feed.length + 1), kind, id: of });
  });

  it.each([
    'units',
    'units/',
    'units/region:all',
    'units/municipality:GM9999',
    'units/municipality',
    'units/unit:1',
    `units/unit:${id.toUpperCase()}`,
    `units/referral:${id}`,
    `referrals/unit:${id}`,
    'referrals/region',
    'units/constructor:x',
    ` units/region`,
    7,
    null,
    undefined,
  ])('is refused: %p', (name) => {
    expect(parseRoom(name)).toBeNull();
  });
});

describe('a position', () => {
  it('goes over the wire and back', () => {
    expect(toPosition({ epoch: 2, changeNo: 17 })).toBe('2:17');
    expect(fromPosition('2:17')).toEqual({ epoch: 2, changeNo: 17 });
  });

  it.each(['', '2', '2:', '-1:2', '1:2:3', '1:1e9', 5, null, undefined])('is none: %p', (text) => {
    expect(fromPosition(text)).toBeNull();
  });

  it('of a later epoch lies after every position of an earlier one', () => {
    expect(isAfter({ epoch: 2, changeNo: 0 }, { epoch: 1, changeNo: 99 })).toBe(true);
    expect(isAfter({ epoch: 1, changeNo: 99 }, { epoch: 2, changeNo: 0 })).toBe(false);
    expect(isAfter({ epoch: 1, changeNo: 2 }, { epoch: 1, changeNo: 2 })).toBe(false);
  });
});
