import { BrokenInvariant, type LocationId, type ProviderId, type UnitId } from '@cap/contracts';
import type { Agreement, UnitEvent, UnitProfile } from '@cap/events';
import type { Fold } from '../decide';
import { besideNext } from './agreement';

export type UnitState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'registered';
      readonly unitId: UnitId;
      readonly providerId: ProviderId;
      readonly locationId: LocationId;
      readonly profile: UnitProfile;
      readonly agreements: readonly Agreement[];
    };

function evolve(state: UnitState, event: UnitEvent): UnitState {
  if (event.type === 'UnitRegistered') {
    const { unitId, providerId, locationId, ...profile } = event.data;
    return { status: 'registered', unitId, providerId, locationId, profile, agreements: [] };
  }
  if (state.status === 'unknown') throw new BrokenInvariant(`${event.type} on an unknown unit.`);
  switch (event.type) {
    case 'UnitChanged':
      return { ...state, profile: event.data };
    case 'CapacityAgreed':
      return {
        ...state,
        agreements: [...state.agreements.map((earlier) => besideNext(earlier, event.data.from)), event.data],
      };
  }
}

/** How a unit's events make its state. */
export const unitFold: Fold<UnitState, UnitEvent> = { initialState: { status: 'unknown' }, evolve };
