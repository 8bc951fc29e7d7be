import { Random } from './random';

const draws = (random: Random) => Array.from({ length: 5 }, () => random.next());

it('gives the same for the same seed, and another series for a neighbour', () => {
  expect(draws(new Random(7))).toEqual(draws(new Random(7)));
  expect(draws(new Random(7))).not.toEqual(draws(new Random(8)));
});

it('a fork does not depend on what was asked of its sibling, nor change its parent', () => {
  const parent = new Random(7);
  draws(parent.fork('one'));
  expect(draws(parent.fork('two'))).toEqual(draws(new Random(7).fork('two')));
});

it('keeps to its bounds, weights and means', () => {
  const random = new Random('bounds');
  const numbers = Array.from({ length: 5000 }, () => random.int(2, 4));
  expect(new Set(numbers)).toEqual(new Set([2, 3, 4]));
  const heavy = Array.from({ length: 5000 }, () => random.weighted({ a: 9, b: 1 })).filter((key) => key === 'a').length;
  expect(heavy / 5000).toBeCloseTo(0.9, 1);
  const counts = Array.from({ length: 3000 }, () => random.count(12)).reduce((sum, count) => sum + count, 0);
  expect(counts / 3000).toBeCloseTo(12, 0);
});
