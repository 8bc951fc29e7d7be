import { asInstant } from '@cap/contracts';
import type { FaultRecord } from '../history';
import { faultsHadEffect } from './faults-had-effect';

const fault = (effect: number | null): FaultRecord => ({
  kind: 'fault',
  at: asInstant('2028-01-03T09:00:00Z'),
  fault: 'kill-api',
  effect,
  why: effect === 0 ? 'another process is cap-api-1: that did not come.' : null,
});

it('counts the faults that had their effect', () => {
  expect(faultsHadEffect.run([fault(1), fault(27)])).toEqual({ saw: 2, violations: [] });
});

it('a fault without effect is a violation', () => {
  const { saw, violations } = faultsHadEffect.run([fault(1), fault(0)]);
  expect([saw, violations]).toEqual([1, [expect.stringContaining('kill-api had no effect that was seen')]]);
});

it('a fault that could not be done here proves nothing, and is not wrong', () => {
  expect(faultsHadEffect.run([fault(null)])).toEqual({ saw: 0, violations: [] });
});
