import { BrokenInvariant } from '@cap/contracts';
import { decider } from '@cap/testing';
import { monday } from '../ids.samples';
import { refusesInOrder } from '../refusals-in-order.samples';
import { decideTriage, type DecideTriageCommand, type DecideTriageFacts } from './decide-triage';
import * as sample from './referral.samples';
import { referralFold } from './state';
import { withdrawReferral } from './withdraw-referral';

const referral = decider(referralFold.initialState, referralFold.evolve);

describe('decide triage', () => {
  const toMatching = { at: monday, outcome: 'to-matching', explanationId: sample.textId } as const;
  const explained: DecideTriageFacts = { hasExplanation: true };

  it('REF-5: the desk lets a referral into matching', () => {
    referral
      .given(...sample.awaitingTriage)
      .when((state) => decideTriage(toMatching, state, explained))
      .thenEvents([sample.admittedEvent]);
  });

  it('REF-5: the desk sends a referral back, with a reason', () => {
    const command = {
      at: monday,
      outcome: 'return-for-completion',
      reason: 'information-missing',
      explanationId: sample.textId,
    } as const;
    referral
      .given(...sample.awaitingTriage)
      .when((state) => decideTriage(command, state, explained))
      .thenEvents([sample.returnedEvent]);
  });

  it('REF-5: the last decision stays known, whatever comes after it', () => {
    const back = { outcome: 'return-for-completion', reason: 'information-missing', explanationId: sample.textId };
    const completed = { type: 'ReferralCompleted', data: sample.request } as const;
    expect(referral.given(...sample.awaitingTriage).state).toMatchObject({ triage: null });
    expect(referral.given(...sample.returned).state).toMatchObject({ status: 'returned', triage: back });
    expect(referral.given(...sample.returned, completed).state).toMatchObject({
      status: 'awaiting-triage',
      triage: back,
    });
    expect(referral.given(...sample.returned, completed, sample.admittedEvent, sample.proposed(1)).state).toMatchObject(
      {
        status: 'in-matching',
        triage: { outcome: 'to-matching', reason: null, explanationId: sample.textId },
      },
    );
  });

  it.each([
    ['returned', sample.returned],
    ['in-matching', sample.inMatching],
    ['placed', sample.placed],
    ['withdrawn', sample.withdrawn],
  ])('REF-5 referral-not-awaiting-triage: %s', (status, history) => {
    referral
      .given(...history)
      .when((state) => decideTriage(toMatching, state, explained))
      .thenRefused('REF-5', 'referral-not-awaiting-triage', { status });
  });

  describe.each<DecideTriageCommand>([
    toMatching,
    { ...toMatching, outcome: 'return-for-completion', reason: 'safety-unclear' },
  ])('refuses $outcome', (command) => {
    const good = { history: sample.awaitingTriage, facts: explained };
    const decide = ({ history, facts }: typeof good) => decideTriage(command, referral.given(...history).state, facts);
    refusesInOrder(good, decide, [
      {
        rule: 'REF-5',
        code: 'referral-not-awaiting-triage',
        spoil: (c) => ({ ...c, history: sample.inMatching }),
      },
      {
        rule: 'REF-5',
        code: 'triage-without-explanation',
        spoil: (c) => ({ ...c, facts: { hasExplanation: false } }),
      },
    ]);
  });

  it('is never asked of a referral that was not submitted', () => {
    const { state } = referral.given();
    expect(() => decideTriage(toMatching, state, explained)).toThrow(BrokenInvariant);
  });
});

describe('withdraw a referral', () => {
  const command = { at: monday, reason: 'no-longer-needed' } as const;

  it.each([
    ['awaiting triage', sample.awaitingTriage],
    ['returned', sample.returned],
    ['in matching', sample.inMatching],
  ])('REF-5: %s', (_, history) => {
    referral
      .given(...history)
      .when((state) => withdrawReferral(command, state, {}))
      .thenEvents([sample.withdrawnEvent]);
  });

  it('REF-5: its reason stays known', () => {
    expect(referral.given(...sample.withdrawn).state).toMatchObject({
      status: 'withdrawn',
      reason: 'no-longer-needed',
    });
  });

  it('REF-5: places that were still held are given up, and only those', () => {
    const history = [...sample.withOpenProposal, sample.proposed(2), sample.answers.declined(2), sample.proposed(3)];
    referral
      .given(...history)
      .when((state) => withdrawReferral(command, state, {}))
      .thenEvents([
        { type: 'ProposalWithdrawn', data: { proposalId: sample.proposalId(1), reason: 'referral-withdrawn' } },
        { type: 'ProposalWithdrawn', data: { proposalId: sample.proposalId(3), reason: 'referral-withdrawn' } },
        sample.withdrawnEvent,
      ]);
  });

  it('REF-5 referral-has-a-stay: after acceptance', () => {
    referral
      .given(...sample.placed)
      .when((state) => withdrawReferral(command, state, {}))
      .thenRefused('REF-5', 'referral-has-a-stay', { stayId: sample.stayId });
  });

  it('REF-5 referral-closed: a second time', () => {
    referral
      .given(...sample.withdrawn)
      .when((state) => withdrawReferral(command, state, {}))
      .thenRefused('REF-5', 'referral-closed', { status: 'withdrawn' });
  });
});
