/** Which citizen service numbers an installation takes: the range kept free for tests, or all (production). */
export const bsnRanges = ['test', 'all'] as const;
export type BsnRange = (typeof bsnRanges)[number];

const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
const firstTestNumber = 999_900_006;
const lastTestNumber = 999_999_990;

/**
 * Whether a text is a citizen service number (BSN) that this installation takes: nine digits that pass the eleven-test and,
 * outside production, lie in the test range, so that nobody's own number can be typed in by accident.
 */
export function isBsn(text: unknown, range: BsnRange = 'test'): text is string {
  if (typeof text !== 'string' || !/^\d{9}$/.test(text)) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  const number = Number(text);
  if (sum % 11 !== 0 || number === 0) return false;
  return range === 'all' || (number >= firstTestNumber && number <= lastTestNumber);
}
