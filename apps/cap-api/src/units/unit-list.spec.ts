import type { UnitRow } from '@cap/contracts';
import { pageOfUnits } from './unit-list';

const units = ['a', 'b', 'c', 'd', 'e'].map((unitId) => ({ unitId }) as unknown as UnitRow);
const page = (query: Parameters<typeof pageOfUnits>[1]) => {
  const { items, next } = pageOfUnits(units, query);
  return { items: items.map(({ unitId }) => unitId).join(''), next };
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
    [{ limit: 2, cursor: 'bb' }, 'cd', 'd'],
  ])('%j', (query, items, next) => expect(page(query)).toEqual({ items, next }));

  it('of none is empty', () => expect(pageOfUnits([], {})).toEqual({ items: [], next: null }));
});
