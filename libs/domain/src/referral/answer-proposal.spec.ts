import { BrokenInvariant, type Instant, type LocalDate } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { day } from '../ids.samples';
import { defaultPolicy } from '../policy/state';
import { refusesInOrder } from '../refusals-in-order.samples';
import { acceptProposal } from './accept-proposal';
import { declineProposal, type DeclineProposalCommand, type DeclineProposalFacts } from './decline-proposal';
import { expireProposal } from './expire-proposal';
import * as sample from './referral.samples';
import { referralFold } from './state';
import { withdrawProposal } from './withdraw-proposal';

const referral = decider(referralFold.initialState, referralFold.evolve);
const first = sample.proposalId(1);
const today = day('2028-01-03');
const accept = (at: Instant, plannedFrom: LocalDate = day('2028-01-10')) => ({
  at,
  proposalId: first,
  stayId: sample.stayId,
  plannedFrom,
});
const terms = { policy: defaultPolicy };
const withdraw = (at: Instant) => ({ at, proposalId: first, reason: 'needs-changed' }) as const;
const notStarted = { stayHasStarted: false };

interface Case {
  readonly given: readonly ReferralEvent[];
  readonly at: Instant;
}
const open: Case = { given: sample.withOpenProposal, at: sample.noon };
const declinedBefore = (c: Case): Case => ({ ...c, given: [...sample.withOpenProposal, sample.answers.declined(1)] });
const tooLate = <C extends Case>(c: C): C => ({ ...c, at: sample.expiresAt });

describe('accept a proposal', () => {
  it('PRP-1: the other places that were held for the young person are released', () => {
    referral
      .given(...sample.withOpenProposal, sample.proposed(2), sample.proposed(3), sample.answers.declined(3))
      .when((state) => acceptProposal(accept(sample.noon), state, terms))
      .thenEvents([
        sample.answers.accepted(1),
        { type: 'ProposalReleased', data: { proposalId: sample.proposalId(2), acceptedProposalId: first } },
      ]);
  });

  it('PRP-2: in time until the last millisecond', () => {
    const { state } = referral.given(...sample.withOpenProposal);
    expect(acceptProposal(accept(sample.justBefore(sample.expiresAt)), state, terms)).toHaveLength(1);
  });

  it.each(['2028-01-03', '2028-04-02'])(
    'STY-1: for a day from today to the most days of the policy on (%s)',
    (date) => {
      const { state } = referral.given(...sample.withOpenProposal);
      expect(acceptProposal(accept(sample.noon, day(date)), state, terms)).toHaveLength(1);
    },
  );

  it.each(['2028-01-02', '2028-04-03'])('STY-1 planned-day-out-of-bounds: %s', (date) => {
    referral
      .given(...sample.withOpenProposal)
      .when((state) => acceptProposal(accept(sample.noon, day(date)), state, terms))
      .thenRefused('STY-1', 'planned-day-out-of-bounds', { plannedFrom: date, from: today, until: '2028-04-02' });
  });

  describe('refuses', () => {
    interface AcceptCase extends Case {
      readonly plannedFrom: LocalDate;
    }
    refusesInOrder<AcceptCase>(
      { ...open, plannedFrom: today },
      ({ given, at, plannedFrom }) => acceptProposal(accept(at, plannedFrom), referral.given(...given).state, terms),
      [
        { rule: 'PRP-1', code: 'proposal-not-open', spoil: (c) => ({ ...c, ...declinedBefore(c) }) },
        { rule: 'PRP-2', code: 'proposal-expired', spoil: tooLate },
        { rule: 'STY-1', code: 'planned-day-out-of-bounds', spoil: (c) => ({ ...c, plannedFrom: day('2028-01-02') }) },
      ],
    );
  });

  it.each(['accepted', 'declined', 'withdrawn', 'released'] as const)(
    'PRP-1 proposal-not-open: says that it was %s',
    (status) => {
      referral
        .given(...sample.withOpenProposal, sample.answers[status](1))
        .when((state) => acceptProposal(accept(sample.noon), state, terms))
        .thenRefused('PRP-1', 'proposal-not-open', { proposalId: first, status });
    },
  );

  it.each([
    ['was not written', sample.withOpenProposal],
    ['was written', [...sample.withOpenProposal, sample.answers.expired(1)]],
  ])('PRP-2 proposal-expired: the same answer when the expiry %s', (_, history) => {
    referral
      .given(...history)
      .when((state) => acceptProposal(accept(sample.expiresAt), state, terms))
      .thenRefused('PRP-2', 'proposal-expired', { proposalId: first, expiresAt: sample.expiresAt });
  });

  it('is never asked of a proposal that the referral does not have', () => {
    const { state } = referral.given(...sample.inMatching);
    expect(() => acceptProposal(accept(sample.noon), state, terms)).toThrow(BrokenInvariant);
  });
});

describe('decline a proposal', () => {
  const facts: DeclineProposalFacts = { hasExplanation: true, freePlacesButOwn: 0 };
  const command = (at: Instant, reason: DeclineProposalCommand['reason']) => ({
    at,
    proposalId: first,
    reason,
    explanationId: sample.textId,
  });

  it.each(['age-does-not-fit', 'no-place'] as const)('PRP-3: with a reason (%s) and an explanation', (reason) => {
    referral
      .given(...sample.withOpenProposal)
      .when((state) => declineProposal(command(sample.noon, reason), state, facts))
      .thenEvents([{ type: 'ProposalDeclined', data: { proposalId: first, reason, explanationId: sample.textId } }]);
  });

  it('PRP-3: it is known where the explanation stands', () => {
    const { state } = referral.given(...sample.withOpenProposal, sample.answers.declined(1));
    expect(state).toMatchObject({ proposals: [{ status: 'declined', explanationId: sample.textId }] });
  });

  it('PRP-3: another reason than "no place" may be given while there is a place', () => {
    const { state } = referral.given(...sample.withOpenProposal);
    const withPlace = { ...facts, freePlacesButOwn: 2 };
    expect(declineProposal(command(sample.noon, 'safety-in-the-group'), state, withPlace)).toHaveLength(1);
  });

  it('PRP-3: "no place" is a reason when the unit is overcommitted', () => {
    const { state } = referral.given(...sample.withOpenProposal);
    const overcommitted = { ...facts, freePlacesButOwn: -1 };
    expect(declineProposal(command(sample.noon, 'no-place'), state, overcommitted)).toHaveLength(1);
  });

  describe('refuses', () => {
    interface DeclineCase extends Case {
      readonly facts: DeclineProposalFacts;
    }
    refusesInOrder<DeclineCase>(
      { ...open, facts },
      (c) => declineProposal(command(c.at, 'no-place'), referral.given(...c.given).state, c.facts),
      [
        { rule: 'PRP-1', code: 'proposal-not-open', spoil: (c) => ({ ...c, ...declinedBefore(c) }) },
        { rule: 'PRP-2', code: 'proposal-expired', spoil: tooLate },
        {
          rule: 'PRP-3',
          code: 'decline-without-explanation',
          spoil: (c) => ({ ...c, facts: { ...c.facts, hasExplanation: false } }),
        },
        { rule: 'PRP-3', code: 'place-is-free', spoil: (c) => ({ ...c, facts: { ...c.facts, freePlacesButOwn: 1 } }) },
      ],
    );
  });
});

describe('withdraw a proposal', () => {
  it('PRP-1: the desk gives up the place that was held', () => {
    referral
      .given(...sample.withOpenProposal)
      .when((state) => withdrawProposal(withdraw(sample.noon), state, notStarted))
      .thenEvents([sample.answers.withdrawn(1)]);
  });

  it('PRP-1: an accepted one too while nobody came, also after its deadline; the referral is in matching again', () => {
    referral
      .given(...sample.placed)
      .when((state) => withdrawProposal(withdraw(sample.expiresAt), state, notStarted))
      .thenEvents([sample.answers.withdrawn(1)]);
    const { state } = referral.given(...sample.placed, sample.answers.withdrawn(1));
    expect(state).toMatchObject({ status: 'in-matching', proposals: [{ status: 'withdrawn' }] });
    expect(state).not.toHaveProperty('stayId');
  });

  it('REF-5 referral-has-a-stay: once the stay has started', () => {
    referral
      .given(...sample.placed)
      .when((state) => withdrawProposal(withdraw(sample.noon), state, { stayHasStarted: true }))
      .thenRefused('REF-5', 'referral-has-a-stay', { stayId: sample.stayId });
  });

  describe('refuses', () => {
    refusesInOrder<Case>(
      open,
      ({ given, at }) => withdrawProposal(withdraw(at), referral.given(...given).state, notStarted),
      [
        { rule: 'PRP-1', code: 'proposal-not-open', spoil: declinedBefore },
        { rule: 'PRP-2', code: 'proposal-expired', spoil: tooLate },
      ],
    );
  });
});

describe('PRP-2: a proposal expires by itself', () => {
  const expire = (history: readonly ReferralEvent[], at: Instant) =>
    referral.given(...history).when((state) => expireProposal({ at, proposalId: first }, state));

  it('at its deadline', () =>
    expire(sample.withOpenProposal, sample.expiresAt).thenEvents([sample.answers.expired(1)]));

  it('not before', () => expire(sample.withOpenProposal, sample.justBefore(sample.expiresAt)).thenEvents([]));

  it.each(['accepted', 'declined', 'withdrawn', 'expired', 'released'] as const)('not when it was %s', (status) =>
    expire([...sample.withOpenProposal, sample.answers[status](1)], sample.expiresAt).thenEvents([]),
  );
});
