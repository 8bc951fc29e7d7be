import type { CareForm, StayAction, StayId } from '@cap/contracts';
import { isFullTime, type Stay, type YoungPersonState } from './state';

/** Care forms of the young person's other stays that run: what decides whether this one can start (STY-3). */
export const runningBeside = (state: YoungPersonState, stayId: StayId): CareForm[] =>
  [...state.stays.values()]
    .filter((other) => other.stayId !== stayId && other.status === 'started')
    .map(({ careForm }) => careForm);

/** What can be done with a stay now, by whoever may do it. A row of a list knows enough. */
export function allowedStayActions(
  stay: Pick<Stay, 'status' | 'careForm'>,
  running: readonly CareForm[],
): readonly StayAction[] {
  switch (stay.status) {
    case 'planned':
      return canStart(stay, running) ? ['confirm-admission'] : [];
    case 'started':
      return ['plan-end', 'end', 'correct-admission'];
    case 'ended':
      return ['correct-admission', 'correct-end'];
    case 'cancelled':
      return [];
  }
}

/** STY-3: while another full-time stay runs, this one cannot start, on whatever day. */
const canStart = ({ careForm }: Pick<Stay, 'careForm'>, running: readonly CareForm[]): boolean =>
  !isFullTime(careForm) || !running.some(isFullTime);
