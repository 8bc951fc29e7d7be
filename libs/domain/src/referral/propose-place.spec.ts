import type { ReferralEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { day } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { proposePlace, type ProposePlaceFacts } from './propose-place';
import * as sample from './referral.samples';
import { referralFold } from './state';

const referral = decider(referralFold.initialState, referralFold.evolve);

describe('propose a place', () => {
  it('PRP-1: a place is held from today until the deadline of PRP-2', () => {
    referral
      .given(...sample.inMatching)
      .when((state) => proposePlace(sample.proposeCommand(1), state, sample.proposeFacts))
      .thenEvents([sample.proposed(1)]);
  });

  it('PRP-2: a regular proposal waits five working days, without the holidays', () => {
    const regular: ReferralEvent = {
      type: 'ReferralSubmitted',
      data: { ...sample.submission, ...sample.request, urgency: 'regular' },
    };
    const { state } = referral.given(regular, sample.admittedEvent);
    const facts = { ...sample.proposeFacts, holidays: new Set([day('2028-01-05')]) };
    expect(proposePlace(sample.proposeCommand(1), state, facts)).toMatchObject([
      { data: { expiresAt: '2028-01-11T09:00:00.000Z' } },
    ]);
  });

  it('several units may be asked at once, and one that declined may be asked again', () => {
    const history = [...sample.withOpenProposal, sample.proposed(2), sample.answers.declined(2)];
    const { state } = referral.given(...history);
    expect(proposePlace(sample.proposeCommand(2), state, sample.proposeFacts)).toHaveLength(1);
    expect(proposePlace(sample.proposeCommand(3), state, sample.proposeFacts)).toHaveLength(1);
  });

  it('free places are counted under the lock, not taken from matching', () => {
    const { state } = referral.given(...sample.inMatching);
    const facts: ProposePlaceFacts = { ...sample.proposeFacts, fails: ['free-today'] };
    expect(proposePlace(sample.proposeCommand(1), state, facts)).toHaveLength(1);
  });

  describe('refuses', () => {
    interface Case {
      readonly given: readonly ReferralEvent[];
      readonly facts: ProposePlaceFacts;
    }
    refusesInOrder<Case>(
      { given: sample.inMatching, facts: sample.proposeFacts },
      ({ given, facts }) => proposePlace(sample.proposeCommand(1), referral.given(...given).state, facts),
      [
        { rule: 'REF-5', code: 'referral-not-in-matching', spoil: (c) => ({ ...c, given: sample.placed }) },
        { rule: 'PRP-1', code: 'already-proposed-to-unit', spoil: (c) => ({ ...c, given: sample.withOpenProposal }) },
        { rule: 'MAT-1', code: 'unit-does-not-fit', spoil: (c) => ({ ...c, facts: { ...c.facts, fails: ['age'] } }) },
        { rule: 'PRP-1', code: 'no-free-place', spoil: (c) => ({ ...c, facts: { ...c.facts, freePlaces: 0 } }) },
      ],
    );
  });

  it.each([
    ['awaiting-triage', sample.awaitingTriage],
    ['returned', sample.returned],
    ['withdrawn', sample.withdrawn],
  ])('REF-5 referral-not-in-matching: %s', (status, history) => {
    referral
      .given(...history)
      .when((state) => proposePlace(sample.proposeCommand(1), state, sample.proposeFacts))
      .thenRefused('REF-5', 'referral-not-in-matching', { status });
  });

  it('MAT-1: names every criterion that the unit fails', () => {
    referral
      .given(...sample.inMatching)
      .when((state) =>
        proposePlace(sample.proposeCommand(1), state, { ...sample.proposeFacts, fails: ['age', 'security'] }),
      )
      .thenRefused('MAT-1', 'unit-does-not-fit', { unitId: sample.unitId(1), fails: 'age,security' });
  });
});
