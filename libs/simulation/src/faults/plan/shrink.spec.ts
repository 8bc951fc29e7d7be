import { shrink } from './shrink';

/** Fails when all of these are there; counts its runs. */
function needing(...needed: readonly number[]) {
  const runs: (readonly number[])[] = [];
  const fails = (part: readonly number[]) => {
    runs.push(part);
    return Promise.resolve(needed.every((one) => part.includes(one)));
  };
  return { runs, fails };
}
const eight = [1, 2, 3, 4, 5, 6, 7, 8];

it.each([[[3]], [[1, 8]], [[2, 3]], [[1, 4, 7]], [[1, 2, 3, 4, 5, 6, 7, 8]]])(
  'finds the part that is needed: %j',
  async (needed) => {
    const { fails } = needing(...needed);
    expect(await shrink(eight, fails, 1000)).toEqual(needed);
  },
);

it('keeps to its number of runs, and gives what is known to fail', async () => {
  const { fails, runs } = needing(1, 8);
  const found = await shrink(eight, fails, 5);
  expect(runs.length).toBeLessThanOrEqual(5);
  expect(found).toEqual(expect.arrayContaining([1, 8]));
});

it('keeps all when the failure never comes again', async () => {
  expect(await shrink(eight, () => Promise.resolve(false), 100)).toEqual(eight);
});

it('has nothing to do for one', async () => {
  const { fails, runs } = needing(1);
  expect(await shrink([1], fails, 100)).toEqual([1]);
  expect(runs).toEqual([]);
});
