import type { UnitRow } from '../live';

/** Commands that the reader may give on a unit. */
export type UnitAction = 'change' | 'agree-capacity' | 'report';

/** One unit in a list, as the live channel shows it. */
export interface UnitListItem extends UnitRow {
  actions: UnitAction[];
}

/** One unit as it stands, its last change included: the live channel and lists follow a moment later. */
export interface UnitView extends UnitRow {
  /** Of the unit's stream: its ETag. */
  version: number;
  actions: UnitAction[];
}
