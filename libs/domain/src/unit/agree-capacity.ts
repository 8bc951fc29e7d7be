import { refuse, type AgreementId, type Instant, type LocalDate } from '@cap/contracts';
import type { UnitEvent } from '@cap/events';
import type { Decide } from '../decide';
import type { Agreement, UnitState } from './state';

export interface AgreeCapacityCommand {
  readonly at: Instant;
  readonly agreementId: AgreementId;
  readonly from: LocalDate;
  /** The last day; null while no end is agreed. */
  readonly until: LocalDate | null;
  /** Null: an agreement without a number of places. */
  readonly places: number | null;
}

type Period = Pick<Agreement, 'from' | 'until'>;

/** Whether an agreement is in force on a day. */
export const inForceOn = ({ from, until }: Period, day: LocalDate): boolean =>
  from <= day && (until === null || day <= until);

const overlap = (one: Period, other: Period): boolean =>
  (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);

/** CPY-2: a unit has one agreement at a time, so that "above the agreement" means one thing on each day. */
export const agreeCapacity: Decide<AgreeCapacityCommand, UnitState, unknown, UnitEvent> = (
  { agreementId, from, until, places },
  state,
) => {
  if (state.status !== 'registered') return refuse('unit-unknown');
  if (state.agreements.some((agreement) => agreement.agreementId === agreementId)) {
    return refuse('already-registered', { agreementId });
  }
  if (until !== null && until < from) return refuse('agreement-period-out-of-order', { from, until });
  const other = state.agreements.find((agreement) => overlap(agreement, { from, until }));
  if (other !== undefined) return refuse('agreement-period-out-of-order', { from, agreementId: other.agreementId });
  return [{ type: 'CapacityAgreed', data: { agreementId, from, until, places } }];
};
