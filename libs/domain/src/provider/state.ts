import { BrokenInvariant, type LocalDate, type LocationId, type ProviderId, type ProviderRole } from '@cap/contracts';
import type { ProviderEvent } from '@cap/events';
import type { Fold } from '../decide';

export type ProviderState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'registered';
      readonly providerId: ProviderId;
      readonly role: ProviderRole;
      readonly joinedOn: LocalDate;
      readonly locations: ReadonlySet<LocationId>;
    };

function evolve(state: ProviderState, event: ProviderEvent): ProviderState {
  switch (event.type) {
    case 'ProviderRegistered':
      return { status: 'registered', ...event.data, locations: new Set() };
    case 'LocationAdded':
      if (state.status === 'unknown') throw new BrokenInvariant('A location was added to an unknown provider.');
      return { ...state, locations: new Set(state.locations).add(event.data.locationId) };
  }
}

/** How a provider's events make its state. */
export const providerFold: Fold<ProviderState, ProviderEvent> = { initialState: { status: 'unknown' }, evolve };
