import { BrokenInvariant, refuse, type Instant, type LocalDate } from '@cap/contracts';
import { policyDefaults, type PolicyEvent, type PolicyKey } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import type { Decide } from '../decide';
import type { PolicyState } from './state';

export interface ChangePolicyCommand {
  readonly at: Instant;
  readonly key: PolicyKey;
  readonly value: number | readonly number[];
  /** The first day on which the value is in force: tomorrow at the earliest. */
  readonly effectiveFrom: LocalDate;
}
export interface PolicyFacts {
  /** The number of the newest change, those of the installation included; the next one is one more. */
  readonly newestVersion: number;
}

/** CAP-4: policy changes from a later day on, within the bounds that each figure has. */
export const changePolicy: Decide<ChangePolicyCommand, PolicyState, PolicyFacts, PolicyEvent> = (
  { at, key, value, effectiveFrom },
  { changes },
  { newestVersion },
) => {
  const newest = changes.at(-1);
  if (newest !== undefined && newest.policyVersion > newestVersion) {
    throw new BrokenInvariant(`Policy version ${newestVersion} is older than the stream's.`);
  }
  const today = localDateOf(at);
  if (effectiveFrom <= today) return refuse('policy-not-in-the-future', { key, effectiveFrom, today });
  const { min, max } = policyDefaults[key];
  if (!isWithinBounds(key, value)) return refuse('policy-value-out-of-bounds', { key, min, max });
  return [{ type: 'PolicyChanged', data: { key, value, effectiveFrom, policyVersion: newestVersion + 1 } }];
};

/** Whole numbers between the bounds; of bands as many as there were, each above the one before. */
function isWithinBounds(key: PolicyKey, value: number | readonly number[]): boolean {
  const { value: example, min, max } = policyDefaults[key];
  const fits = (figure: number): boolean => Number.isInteger(figure) && figure >= min && figure <= max;
  if (typeof example === 'number') return typeof value === 'number' && fits(value);
  if (typeof value === 'number' || value.length !== example.length) return false;
  return value.every((bound, index) => fits(bound) && (index === 0 || bound > value[index - 1]!));
}
