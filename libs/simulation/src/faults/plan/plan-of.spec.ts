import { faultKinds } from './fault';
import { planOf } from './plan-of';

it('is the same for the same seed, and another for another', () => {
  expect(planOf(7, faultKinds)).toEqual(planOf(7, faultKinds));
  expect(planOf(7, faultKinds)).not.toEqual(planOf(8, faultKinds));
});

it('has each kind once, in an order of the seed', () => {
  const kinds = planOf(3, faultKinds).map(({ kind }) => kind);
  expect([...kinds].sort()).toEqual([...faultKinds].sort());
  expect(kinds).not.toEqual(faultKinds);
});

it('a smaller plan is the larger one without what was left out', () => {
  const all = planOf(5, faultKinds);
  const some = ['kill-api', 'disk-full', 'broker-cut'] as const;
  expect(planOf(5, some)).toEqual(all.filter(({ kind }) => some.some((one) => one === kind)));
});

it('keeps to its pace', () => {
  for (const { lasts } of planOf(2, faultKinds, { least: 10, most: 20 })) {
    expect(lasts).toBeGreaterThanOrEqual(10);
    expect(lasts).toBeLessThanOrEqual(20);
  }
});
