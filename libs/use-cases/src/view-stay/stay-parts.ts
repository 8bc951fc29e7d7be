import type { StayView } from '@cap/contracts';
import type { Stay } from '@cap/domain';

/** Where a stay comes from, as a view says it. */
export function originOf(
  stay: Stay,
): Pick<StayView, 'origin' | 'referralId' | 'proposalId' | 'plannedFrom' | 'startOverdue'> {
  const { from } = stay;
  if (from.origin !== 'proposal') {
    return { origin: from.origin, referralId: null, proposalId: null, plannedFrom: null, startOverdue: false };
  }
  const { origin, referralId, proposalId, plannedFrom, startOverdue } = from;
  return { origin, referralId, proposalId, plannedFrom, startOverdue };
}

type Dates = Pick<
  StayView,
  'admittedOn' | 'admittedAt' | 'plannedEnd' | 'endedOn' | 'endedAt' | 'endReason' | 'destination'
>;

/** When a stay began and ended, as far as that has happened. */
export function datesOf(stay: Stay): Dates {
  const begun = stay.status === 'started' || stay.status === 'ended' ? stay : null;
  const ended = stay.status === 'ended' ? stay : null;
  return {
    admittedOn: begun?.admitted.on ?? null,
    admittedAt: begun?.admitted.at ?? null,
    plannedEnd: begun?.plannedEnd ?? null,
    endedOn: ended?.ended.on ?? null,
    endedAt: ended?.ended.at ?? null,
    endReason: ended?.reason ?? null,
    destination: ended?.destination ?? null,
  };
}
