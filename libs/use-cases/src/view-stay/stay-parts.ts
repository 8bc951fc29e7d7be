import type { StayView } from '@cap/contracts';
import type { Stay } from '@cap/domain';

/** Where a stay comes from, as a view says it. */
export function originOf(
  stay: Stay,
): Pick<StayView, 'origin' | 'perspective' | 'referralId' | 'proposalId' | 'plannedFrom' | 'startOverdue'> {
  const { from } = stay;
  if (from.origin !== 'proposal') {
    const perspective = from.origin === 'inherited' ? from.perspective : null;
    const unproposed = { referralId: null, proposalId: null, plannedFrom: null, startOverdue: false };
    return { origin: from.origin, perspective, ...unproposed };
  }
  const { origin, referralId, proposalId, plannedFrom, startOverdue } = from;
  return { origin, perspective: null, referralId, proposalId, plannedFrom, startOverdue };
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
