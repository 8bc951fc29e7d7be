import type { Check } from '../check';

/** A fault that changed nothing proves nothing. `saw` counts the faults that had their effect. */
export const faultsHadEffect: Check = {
  name: 'faults-had-effect',
  asks: 'Elke storing van het plan had gevolg.',
  run(history) {
    const faults = history.filter((record) => record.kind === 'fault');
    const violations = faults
      .filter(({ effect }) => effect === 0)
      .map(({ at, fault, why }) => `${at}: ${fault} had no effect that was seen: ${why}`);
    return { saw: faults.filter(({ effect }) => effect !== null && effect > 0).length, violations };
  },
};
