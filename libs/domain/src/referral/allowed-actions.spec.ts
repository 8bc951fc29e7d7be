import { isRefusal, type ProposalAction, type ReferralAction, type Refusal } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import { decider } from '@cap/testing';
import { localDateOf } from '../days/amsterdam';
import { defaultPolicy } from '../policy/state';
import { acceptProposal } from './accept-proposal';
import { allowedProposalActions, allowedReferralActions } from './allowed-actions';
import { decideTriage } from './decide-triage';
import { declineProposal } from './decline-proposal';
import { completeReferral } from './intake';
import { proposePlace } from './propose-place';
import * as sample from './referral.samples';
import { proposalOf, referralFold, submitted, type ReferralState } from './state';
import { withdrawProposal } from './withdraw-proposal';
import { withdrawReferral } from './withdraw-referral';

const referral = decider(referralFold.initialState, referralFold.evolve);
type Attempts<Action extends string> = Readonly<Record<Action, () => readonly object[] | Refusal>>;

/** The actions whose decider does not refuse, everything but the state being right. */
const possible = <Action extends string>(attempts: Attempts<Action>): string[] =>
  (Object.keys(attempts) as Action[]).filter((action) => !isRefusal(attempts[action]())).sort();

const histories: [string, readonly ReferralEvent[]][] = [
  ['awaiting-triage', sample.awaitingTriage],
  ['returned', sample.returned],
  ['in-matching', sample.inMatching],
  ['with an open proposal', sample.withOpenProposal],
  ['placed', sample.placed],
  ['withdrawn', sample.withdrawn],
  ['placed, then withdrawn from the unit', [...sample.placed, sample.answers.withdrawn(1)]],
];

describe('an action is listed if and only if its decider does not refuse', () => {
  it.each(histories)('referral %s', (_, history) => {
    const { state } = referral.given(...history);
    const at = sample.noon;
    const propose = () => proposePlace(sample.proposeCommand(5), state, sample.proposeFacts);
    const attempts = {
      'decide-triage': () =>
        decideTriage({ at, outcome: 'to-matching', explanationId: sample.textId }, state, { hasExplanation: true }),
      complete: () => completeReferral({ at, request: sample.request }, state, { referrerType: 'judiciary' }),
      withdraw: () => withdrawReferral({ at, reason: 'no-longer-needed' }, state, {}),
      propose,
      'see-candidates': propose,
    } satisfies Attempts<ReferralAction>;
    expect([...allowedReferralActions(state)].sort()).toEqual(possible(attempts));
  });

  const moments = [sample.noon, sample.justBefore(sample.expiresAt), sample.expiresAt];
  const answered = Object.entries(sample.answers).map(([status, answer]) => [status, [answer(1)]] as const);
  const cases = [['open', []] as const, ...answered].flatMap(([status, events]) =>
    moments.flatMap((at) => [true, false].map((stayHasStarted) => ({ status, events, at, stayHasStarted }))),
  );

  it.each(cases)('proposal $status at $at, stay has started: $stayHasStarted', ({ events, at, stayHasStarted }) => {
    const { state } = referral.given(...sample.withOpenProposal, ...events);
    const proposalId = sample.proposalId(1);
    const proposal = proposalOf(submitted(state), proposalId);
    const explanationId = sample.textId;
    const facts = { hasExplanation: true, freePlacesButOwn: 0 };
    const attempts = {
      accept: () =>
        acceptProposal({ at, proposalId, stayId: sample.stayId, plannedFrom: localDateOf(at) }, state, {
          policy: defaultPolicy,
        }),
      decline: () => declineProposal({ at, proposalId, reason: 'no-place', explanationId }, state, facts),
      withdraw: () => withdrawProposal({ at, proposalId, reason: 'needs-changed' }, state, { stayHasStarted }),
    } satisfies Attempts<ProposalAction>;
    expect([...allowedProposalActions(proposal, at, { stayHasStarted })].sort()).toEqual(possible(attempts));
  });

  it('nothing can be done with what was not submitted', () => {
    const nothing: ReferralState = referralFold.initialState;
    expect(allowedReferralActions(nothing)).toEqual([]);
  });
});
