import { isBsn } from './bsn';

describe('isBsn', () => {
  it.each(['999900006', '999999990', '999990019'])(
    'takes %s, which passes the eleven-test and is kept for tests',
    (bsn) => {
      expect(isBsn(bsn)).toBe(true);
    },
  );

  it.each([
    ['one digit changed', '999990018'],
    ['two digits swapped', '999990091'],
    ['too short', '99999001'],
    ['too long', '9999900199'],
    ['with a space', '99999001 '],
    ['with a line end', '999990019\n'],
    ['other digits than 0 to 9', '٩٩٩٩٩٠٠١٩'],
    ['a number', 999990019],
    ['nothing', undefined],
  ])('refuses %s', (_, text) => {
    expect(isBsn(text)).toBe(false);
  });

  it('takes a number outside the test range in production only', () => {
    expect(isBsn('111222333')).toBe(false);
    expect(isBsn('111222333', 'all')).toBe(true);
  });

  it('never takes nine zeros, though they pass the eleven-test', () => {
    expect(isBsn('000000000', 'all')).toBe(false);
  });

  it('lets one of eleven numbers through', () => {
    const taken = Array.from({ length: 1100 }, (_, step) => String(999_910_000 + step)).filter((text) => isBsn(text));
    expect(taken.length).toBeGreaterThan(95);
    expect(taken.length).toBeLessThan(105);
  });
});
