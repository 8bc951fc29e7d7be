import { median, percentile, ratios, spread } from './statistics';

it('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 9, 2])).toBe(5.5);
  expect(() => median([])).toThrow(RangeError);
});

it('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect([50, 99, 99.5, 100, 0].map((percent) => percentile(values, percent))).toEqual([100, 198, 199, 200, 1]);
  expect(percentile([7], 99)).toBe(7);
  expect(() => percentile([], 50)).toThrow(RangeError);
});

it('numbers are put in order as numbers', () => {
  expect(spread([10, 9, 100])).toEqual({ median: 10, least: 9, most: 100 });
});

it('a round in which everything was slow does not move the ratio', () => {
  const [subject, beside] = [
    [80, 8, 90],
    [100, 10, 100],
  ];
  expect(ratios(subject!, beside!)).toEqual([0.8, 0.8, 0.9]);
  expect(median(ratios(subject!, beside!))).toBe(0.8);
  expect(() => ratios([1, 2], [1])).toThrow(RangeError);
});
