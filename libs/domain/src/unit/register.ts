import { refuse, type Instant, type LocationId, type ProviderId, type Refusal, type UnitId } from '@cap/contracts';
import type { UnitEvent, UnitProfile } from '@cap/events';
import type { Decide } from '../decide';
import type { UnitState } from './state';

export interface RegisterUnitCommand {
  readonly at: Instant;
  readonly unitId: UnitId;
  readonly locationId: LocationId;
  readonly profile: UnitProfile;
}
export interface ChangeUnitCommand {
  readonly at: Instant;
  readonly profile: UnitProfile;
}
export interface LocationFacts {
  /** Whose location it is; null when it is not registered. */
  readonly providerOfLocation: ProviderId | null;
}

/** CPY-1: a unit stands at a registered location, and is registered once (CAP-5), with ages in order (MAT-1). */
export const registerUnit: Decide<RegisterUnitCommand, UnitState, LocationFacts, UnitEvent> = (
  { unitId, locationId, profile },
  state,
  { providerOfLocation },
) => {
  if (state.status === 'registered') return refuse('already-registered', { unitId });
  if (providerOfLocation === null) return refuse('location-unknown', { locationId });
  const refusal = checkAges(profile);
  if (refusal !== null) return refusal;
  return [{ type: 'UnitRegistered', data: { ...profile, unitId, providerId: providerOfLocation, locationId } }];
};

/** What a unit is for changes; CPY-1: only of a known unit. */
export const changeUnit: Decide<ChangeUnitCommand, UnitState, unknown, UnitEvent> = ({ profile }, state) => {
  if (state.status !== 'registered') return refuse('unit-unknown');
  return checkAges(profile) ?? [{ type: 'UnitChanged', data: profile }];
};

const checkAges = ({ minAge, maxAge }: UnitProfile): Refusal | null =>
  minAge > maxAge ? refuse('ages-out-of-order', { minAge, maxAge }) : null;
