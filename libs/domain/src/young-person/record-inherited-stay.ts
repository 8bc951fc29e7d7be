import { refuse, type Instant, type LocalDate, type Perspective } from '@cap/contracts';
import type { Held, StayPlace, YoungPersonEvent } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import { heldAfterNow } from '../days/held';
import type { Decide } from '../decide';
import { checkOneFullTimeStay } from './one-full-time-stay';
import type { YoungPersonState } from './state';

export interface RecordInheritedStayCommand {
  readonly at: Instant;
  readonly place: StayPlace;
  readonly admitted: Held;
  readonly perspective: Perspective;
}
export interface StockTakeFacts {
  /** The day on which the provider joined. */
  readonly joinedOn: LocalDate;
  /** The last day of the stock take (`stockTakeUntil`). */
  readonly stockTakeUntil: LocalDate;
}

/** CAP-5: a stay that ran when the provider joined is registered once, with its perspective, within the stock take's term. */
export const recordInheritedStay: Decide<
  RecordInheritedStayCommand,
  YoungPersonState,
  StockTakeFacts,
  YoungPersonEvent
> = ({ at, place, admitted, perspective }, state, { joinedOn, stockTakeUntil }) => {
  const { stayId } = place;
  if (state.stays.has(stayId)) return refuse('already-registered', { stayId });
  if (localDateOf(at) > stockTakeUntil) return refuse('stock-take-closed', { stockTakeUntil });
  if (heldAfterNow(admitted, at)) return refuse('admission-in-the-future', { stayId, admittedOn: admitted.on });
  if (admitted.on > joinedOn) return refuse('admitted-after-joining', { admittedOn: admitted.on, joinedOn });
  const overlapping = checkOneFullTimeStay(state, place, { from: admitted.on, until: null });
  return overlapping ?? [{ type: 'InheritedStayRecorded', data: { ...place, admitted, perspective } }];
};
