import { BrokenInvariant, type FindingId, type Instant } from '@cap/contracts';
import type { Held, StayPlace, YoungPersonEvent } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import { heldAfterNow, heldBefore } from '../days/held';
import { otherRunningFullTimeStays } from './one-full-time-stay';
import { isFullTime, type StartedStay, type YoungPersonState } from './state';

export interface RecordBypassCommand {
  readonly at: Instant;
  readonly place: StayPlace;
  readonly admitted: Held;
  readonly findingId: FindingId;
}

/**
 * CAP-3: the young person is in the place, whatever a rule said: this is never refused. Who is already here came now at
 * the latest, so a later moment is read as now. STY-3 is kept by ending a full-time stay that still ran, at the moment
 * of this admission, or at its own where that is later. Planned stays stay planned.
 */
export function recordBypass(
  { at, place, admitted, findingId }: RecordBypassCommand,
  state: YoungPersonState,
): readonly YoungPersonEvent[] {
  if (state.stays.has(place.stayId)) throw new BrokenInvariant('A bypass is recorded once.');
  const came: Held = heldAfterNow(admitted, at) ? { on: localDateOf(at), at } : admitted;
  const left = isFullTime(place.careForm) ? otherRunningFullTimeStays(state, place) : [];
  return [
    ...left.map((stay) => endedBy(stay, came)),
    { type: 'BypassedStayRecorded', data: { ...place, admitted: came, findingId } },
  ];
}

const endedBy = ({ stayId, admitted }: StartedStay, came: Held): YoungPersonEvent => ({
  type: 'StayEnded',
  data: {
    stayId,
    ended: heldBefore(came, admitted) ? admitted : came,
    reason: 'broken-off',
    destination: 'other-stay',
  },
});
