import { BrokenInvariant } from '@cap/contracts';
import { policyDefaults, policyKeys, type PolicyEvent, type PolicyKey } from '@cap/events';
import { decider } from '@cap/testing';
import { day, monday } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { changePolicy, type ChangePolicyCommand } from './change-policy';
import { defaultPolicy, policyFold } from './state';

const policy = decider(policyFold.initialState, policyFold.evolve);
const facts = { newestVersion: 12 };
const change = (key: PolicyKey, value: number | readonly number[]): ChangePolicyCommand => ({
  at: monday,
  key,
  value,
  effectiveFrom: day('2028-01-04'),
});
const changed = (policyVersion: number): PolicyEvent => ({
  type: 'PolicyChanged',
  data: { key: 'weight-language', value: 30, effectiveFrom: day('2028-01-04'), policyVersion },
});

describe('change policy', () => {
  it('CAP-4: from tomorrow on, under the next version', () => {
    policy
      .given(changed(12))
      .when((state) => changePolicy(change('weight-language', 30), state, facts))
      .thenEvents([changed(13)]);
  });

  describe('refuses', () => {
    refusesInOrder<ChangePolicyCommand>(
      change('weight-language', 30),
      (command) => changePolicy(command, policy.given().state, facts),
      [
        { rule: 'CAP-4', code: 'policy-not-in-the-future', spoil: (c) => ({ ...c, effectiveFrom: day('2028-01-03') }) },
        { rule: 'CAP-4', code: 'policy-value-out-of-bounds', spoil: (c) => ({ ...c, value: 101 }) },
      ],
    );
  });

  it.each<[string, PolicyKey, number | readonly number[]]>([
    ['below the bounds', 'proposal-term-crisis-hours', 0],
    ['no whole number', 'proposal-term-crisis-hours', 1.5],
    ['no number', 'proposal-term-crisis-hours', Number.NaN],
    ['a crisis stay of more than 28 days (CRI-1)', 'crisis-stay-days', 29],
    ['a list for a figure', 'weight-distance', [50]],
    ['a figure for a list', 'distance-bands-km', 5],
    ['two bands', 'distance-bands-km', [5, 10]],
    ['a band above the bounds', 'distance-bands-km', [5, 10, 101]],
    ['bands that do not ascend', 'distance-bands-km', [5, 5, 20]],
  ])('CAP-4 policy-value-out-of-bounds: %s', (_, key, value) => {
    const { min, max } = policyDefaults[key];
    policy
      .given()
      .when((state) => changePolicy(change(key, value), state, facts))
      .thenRefused('CAP-4', 'policy-value-out-of-bounds', { key, min, max });
  });

  it.each(policyKeys)('takes the default of %s', (key) =>
    expect(changePolicy(change(key, policyDefaults[key].value), policy.given().state, facts)).toHaveLength(1),
  );

  it('takes bands that ascend', () =>
    expect(changePolicy(change('distance-bands-km', [3, 8, 30]), policy.given().state, facts)).toHaveLength(1));

  it('is never decided on an older version', () => {
    const { state } = policy.given(changed(13));
    expect(() => changePolicy(change('weight-language', 30), state, facts)).toThrow(BrokenInvariant);
  });
});

describe('the default policy', () => {
  it('has every figure', () => expect(Object.keys(defaultPolicy).sort()).toEqual([...policyKeys, 'version'].sort()));
});
