import { BrokenInvariant } from '@cap/contracts';
import type { FindingEvent } from '@cap/events';
import type { FindingState } from './state';

type DataOf<Type extends FindingEvent['type']> = Extract<FindingEvent, { type: Type }>['data'];
export type BypassFinding = DataOf<'BypassRecorded'>;
export type UnitFinding = DataOf<'UnitFindingRecorded'>;

/** CAP-3: a placement outside the CAP is recorded, whatever a rule said: never refused. CAP-7: with everyone in it. */
export function recordBypassFinding(command: BypassFinding, state: FindingState): readonly FindingEvent[] {
  ensureUnknown(state);
  return [{ type: 'BypassRecorded', data: command }];
}

/**
 * CAP-3: an occupancy that the known stays do not explain within the term; CPY-4: a unit that stays overcommitted. It is
 * brought to the desk once.
 */
export function recordUnitFinding(command: UnitFinding, state: FindingState): readonly FindingEvent[] {
  ensureUnknown(state);
  return [{ type: 'UnitFindingRecorded', data: command }];
}

/** A finding about a unit's count closes itself when its cause is gone. Nothing comes of closing it again. */
export function closeFinding(
  { findingId }: Pick<UnitFinding, 'findingId'>,
  state: FindingState,
): readonly FindingEvent[] {
  return state.status === 'recorded' ? [{ type: 'FindingClosed', data: { findingId } }] : [];
}

function ensureUnknown({ status }: FindingState): void {
  if (status !== 'unknown') throw new BrokenInvariant('A finding is recorded once.');
}
