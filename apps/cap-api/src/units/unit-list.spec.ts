import type { UnitRow } from '@cap/contracts';
import { InvalidCursor } from '@cap/read-models';
import { pageOfUnits } from './unit-list';

const idOf = (letter: string): string => `${letter.repeat(8)}-0000-4000-8000-000000000000`;
const units = ['a', 'b', 'c', 'd', 'e'].map((letter) => ({ unitId: idOf(letter) }) as unknown as UnitRow);
const page = ({ cursor, limit }: { cursor?: string; limit?: number }) => {
  const { items, next } = pageOfUnits(units, { limit, cursor: cursor && idOf(cursor) });
  return { items: items.map(({ unitId }) => unitId[0]).join(''), next: next && next[0] };
};

describe('pages of units', () => {
  it.each([
    [{}, 'abcde', null],
    [{ limit: 2 }, 'ab', 'b'],
    [{ limit: 2, cursor: 'b' }, 'cd', 'd'],
    [{ limit: 2, cursor: 'd' }, 'e', null],
    [{ limit: 5 }, 'abcde', null],
    [{ limit: 4 }, 'abcd', 'd'],
    [{ cursor: 'e' }, '', null],
    // The unit of the cursor is gone meanwhile: the page goes on after where it was.
    [{ limit: 4, cursor: '9' }, 'abcd', 'd'],
  ])('%j', (query, items, next) => expect(page(query)).toEqual({ items, next }));

  it('of none is empty', () => expect(pageOfUnits([], {})).toEqual({ items: [], next: null }));

  it.each(['', 'b', 'eyJ9'])('do not begin at a cursor that is none: %j', (cursor) =>
    expect(() => pageOfUnits(units, { cursor })).toThrow(InvalidCursor),
  );
});
