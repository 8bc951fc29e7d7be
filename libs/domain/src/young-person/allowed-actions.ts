import type { Instant, StayAction, StayId } from '@cap/contracts';
import { localDateOf } from '../days/amsterdam';
import { stayOf } from './evolve';
import { checkOneFullTimeStay } from './one-full-time-stay';
import type { PlannedStay, YoungPersonState } from './state';

/** What can be done with a stay at a moment, by whoever may do it. */
export function allowedStayActions(state: YoungPersonState, stayId: StayId, at: Instant): readonly StayAction[] {
  const stay = stayOf(state, stayId);
  switch (stay.status) {
    case 'planned':
      return canStart(state, stay, at) ? ['confirm-admission'] : [];
    case 'started':
      return ['plan-end', 'end', 'correct-admission'];
    case 'ended':
      return ['correct-admission', 'correct-end'];
    case 'cancelled':
      return [];
  }
}

/** STY-3: while another full-time stay runs, this one cannot start, on whatever day. */
const canStart = (state: YoungPersonState, stay: PlannedStay, at: Instant): boolean =>
  checkOneFullTimeStay(state, stay, { from: localDateOf(at), until: null }) === null;
