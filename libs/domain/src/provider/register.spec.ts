import type { LocationId, ProviderId } from '@cap/contracts';
import type { ProviderEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { day, moment, sampleId } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { addLocation, registerProvider } from './register';
import { providerFold } from './state';

const provider = decider(providerFold.initialState, providerFold.evolve);
const justAfterMidnight = moment('2028-01-02T23:00:00.000Z');
const register = { at: justAfterMidnight, providerId: sampleId<ProviderId>(1), role: 'tactical' } as const;
const registered: ProviderEvent = {
  type: 'ProviderRegistered',
  data: { providerId: register.providerId, role: 'tactical', joinedOn: day('2028-01-03') },
};
const location = { locationId: sampleId<LocationId>(2), municipality: 'GM0503', postcode: 2611 } as const;
const added: ProviderEvent = { type: 'LocationAdded', data: location };

describe('register a provider', () => {
  it('CAP-5: it joins on the Amsterdam day of its registration', () => {
    provider
      .given()
      .when((state) => registerProvider(register, state, {}))
      .thenEvents([registered]);
  });

  it('CAP-5 already-registered: twice', () => {
    provider
      .given(registered)
      .when((state) => registerProvider(register, state, {}))
      .thenRefused('CAP-5', 'already-registered', { providerId: register.providerId });
  });
});

describe('add a location', () => {
  const add = { at: justAfterMidnight, ...location };

  it('of a registered provider', () => {
    provider
      .given(registered)
      .when((state) => addLocation(add, state, {}))
      .thenEvents([added]);
  });

  describe('refuses', () => {
    refusesInOrder<readonly ProviderEvent[]>(
      [registered],
      (history) => addLocation(add, provider.given(...history).state, {}),
      [
        { rule: 'CAP-3', code: 'provider-unknown', spoil: () => [] },
        { rule: 'CAP-5', code: 'already-registered', spoil: (history) => [...history, added] },
      ],
    );
  });
});
