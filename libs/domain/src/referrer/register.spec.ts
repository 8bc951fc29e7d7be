import type { ReferrerId } from '@cap/contracts';
import type { ReferrerEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { monday, sampleId } from '../ids.samples';
import { registerReferrer } from './register';
import { referrerFold } from './state';

const referrer = decider(referrerFold.initialState, referrerFold.evolve);
const data = {
  referrerId: sampleId<ReferrerId>(1),
  referrerType: 'municipal-access',
  municipality: 'GM0503',
} as const;
const registered: ReferrerEvent = { type: 'ReferrerRegistered', data };

describe('register a referrer', () => {
  it('CAP-2: with its type', () => {
    referrer
      .given()
      .when((state) => registerReferrer({ at: monday, ...data }, state, {}))
      .thenEvents([registered]);
  });

  it('CAP-5 already-registered: twice', () => {
    referrer
      .given(registered)
      .when((state) => registerReferrer({ at: monday, ...data }, state, {}))
      .thenRefused('CAP-5', 'already-registered', { referrerId: data.referrerId });
  });
});
