import { refuse, type Instant } from '@cap/contracts';
import type { Agreement, UnitEvent } from '@cap/events';
import type { Decide } from '../decide';
import { besideNext, overlap } from './agreement';
import type { UnitState } from './state';

export interface AgreeCapacityCommand extends Agreement {
  readonly at: Instant;
}

/**
 * CPY-2: a unit has one agreement at a time, so that "above the agreement" means one thing on each day. One without an
 * end ends on the day before the next one begins.
 */
export const agreeCapacity: Decide<AgreeCapacityCommand, UnitState, unknown, UnitEvent> = (
  { agreementId, from, until, places },
  state,
) => {
  if (state.status !== 'registered') return refuse('unit-unknown');
  if (state.agreements.some((agreement) => agreement.agreementId === agreementId)) {
    return refuse('already-registered', { agreementId });
  }
  if (until !== null && until < from) return refuse('agreement-period-out-of-order', { from, until });
  const other = state.agreements.find((agreement) => overlap(besideNext(agreement, from), { from, until }));
  if (other !== undefined) return refuse('agreement-period-out-of-order', { from, agreementId: other.agreementId });
  return [{ type: 'CapacityAgreed', data: { agreementId, from, until, places } }];
};
