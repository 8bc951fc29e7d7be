import { BrokenInvariant, referrerTypes, type ReferrerType } from '@cap/contracts';
import type { ReferralEvent, Request } from '@cap/events';
import { decider } from '@cap/testing';
import { monday } from '../ids.samples';
import { refusesInOrder, type Reason } from '../refusals-in-order.samples';
import { completeReferral, submitReferral, type IntakeFacts } from './intake';
import * as sample from './referral.samples';
import { referralFold } from './state';

const referral = decider(referralFold.initialState, referralFold.evolve);
const gi: IntakeFacts = { referrerType: 'certified-institution' };
const submit = (request: Request) => ({ at: monday, ...sample.submission, request });

interface Case {
  readonly given: readonly ReferralEvent[];
  readonly request: Request;
  readonly facts: IntakeFacts;
}
const requestReasons: Reason<Case>[] = [
  { rule: 'CAP-2', code: 'referrer-not-entitled', spoil: (c) => ({ ...c, facts: { referrerType: null } }) },
  { rule: 'CAP-2', code: 'referrer-only-in-crisis', spoil: (c) => ({ ...c, facts: { referrerType: 'crisis-team' } }) },
  {
    rule: 'STY-3',
    code: 'care-form-not-yet',
    spoil: (c) => ({ ...c, request: { ...c.request, careForms: [...c.request.careForms, 'foster-care'] } }),
  },
  {
    rule: 'REF-5',
    code: 'care-form-does-not-fit-purpose',
    spoil: (c) => ({ ...c, request: { ...c.request, careForms: ['clinical'] } }),
  },
];

describe('submit a referral', () => {
  it('CAP-1: a referral comes in', () => {
    referral
      .given()
      .when((state) => submitReferral(submit(sample.request), state, gi))
      .thenEvents([sample.submittedEvent]);
  });

  describe('refuses', () => {
    refusesInOrder<Case>(
      { given: [], request: sample.request, facts: gi },
      ({ given, request, facts }) => submitReferral(submit(request), referral.given(...given).state, facts),
      requestReasons,
    );
  });

  it.each(referrerTypes)('CAP-2: %s may refer in a crisis', (referrerType: ReferrerType) => {
    const crisis: Request = { ...sample.request, urgency: 'crisis', purpose: 'crisis', careForms: ['crisis-bed'] };
    expect(submitReferral(submit(crisis), { status: 'not-submitted' }, { referrerType })).toHaveLength(1);
  });

  it.each([
    { purpose: 'crisis', careForms: ['crisis-facility', 'crisis-bed'] },
    { purpose: 'treatment', careForms: ['treatment-group', 'clinical'] },
    { purpose: 'living', careForms: ['family-home', 'training-flat', 'living-group'] },
    { purpose: 'respite', careForms: ['short-stay'] },
  ] as const)('REF-5: for $purpose there are $careForms', ({ purpose, careForms }) => {
    const request: Request = { ...sample.request, purpose, careForms };
    expect(submitReferral(submit(request), { status: 'not-submitted' }, gi)).toHaveLength(1);
  });

  it('REF-5: without a care form nothing is asked', () => {
    referral
      .given()
      .when((state) => submitReferral(submit({ ...sample.request, careForms: [] }), state, gi))
      .thenRefused('REF-5', 'care-form-does-not-fit-purpose', { purpose: 'living', careForm: 'none' });
  });

  it('is not submitted twice', () => {
    const { state } = referral.given(...sample.awaitingTriage);
    expect(() => submitReferral(submit(sample.request), state, gi)).toThrow(BrokenInvariant);
  });
});

describe('complete a referral', () => {
  it('REF-5: what came back awaits triage again, as it is asked now', () => {
    const request: Request = { ...sample.request, urgency: 'regular' };
    const { state, when } = referral.given(...sample.returned);
    when(() => completeReferral({ at: monday, request }, state, gi)).thenEvents([
      { type: 'ReferralCompleted', data: request },
    ]);
    expect(referral.given(...sample.returned, { type: 'ReferralCompleted', data: request }).state).toMatchObject({
      status: 'awaiting-triage',
      request: { urgency: 'regular' },
    });
  });

  describe('refuses', () => {
    refusesInOrder<Case>(
      { given: sample.returned, request: sample.request, facts: gi },
      ({ given, request, facts }) => completeReferral({ at: monday, request }, referral.given(...given).state, facts),
      [
        { rule: 'REF-5', code: 'referral-not-returned', spoil: (c) => ({ ...c, given: sample.inMatching }) },
        ...requestReasons,
      ],
    );
  });
});
