import {
  refuse,
  type Instant,
  type LocationId,
  type MunicipalityCode,
  type ProviderId,
  type ProviderRole,
} from '@cap/contracts';
import type { ProviderEvent } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import type { Decide } from '../decide';
import type { ProviderState } from './state';

export interface RegisterProviderCommand {
  readonly at: Instant;
  readonly providerId: ProviderId;
  readonly role: ProviderRole;
}
export interface AddLocationCommand {
  readonly at: Instant;
  readonly locationId: LocationId;
  readonly municipality: MunicipalityCode;
  /** Four digits. */
  readonly postcode: number;
}

/** CAP-5: a provider joins, once; its stock take begins on that day. */
export const registerProvider: Decide<RegisterProviderCommand, ProviderState, unknown, ProviderEvent> = (
  { at, providerId, role },
  state,
) => {
  if (state.status === 'registered') return refuse('already-registered', { providerId });
  return [{ type: 'ProviderRegistered', data: { providerId, role, joinedOn: localDateOf(at) } }];
};

/** CAP-3: a location belongs to a registered provider; CAP-5: it is added once. */
export const addLocation: Decide<AddLocationCommand, ProviderState, unknown, ProviderEvent> = (
  { locationId, municipality, postcode },
  state,
) => {
  if (state.status !== 'registered') return refuse('provider-unknown');
  if (state.locations.has(locationId)) return refuse('already-registered', { locationId });
  return [{ type: 'LocationAdded', data: { locationId, municipality, postcode } }];
};
