import type { ProposalId, ReferralId, StayId, UnitId } from '@cap/contracts';
import { earliest, held, latest } from '../moments';
import type { KnownIds, KnownPlacement } from './known-ids';
import type { Given } from './once-by-key';
import type { UnitOperation } from './unit-operation';
import { unansweredPlacement } from './unanswered';

export interface InUnit {
  readonly unitId: UnitId;
  readonly operation: UnitOperation;
}

/** What a command did to the places of units, or found out about them; nothing when it is not about places. */
export function operationsOf(given: Given, known: KnownIds): InUnit[] {
  const { answer } = given.act;
  if (answer?.ok === false) return found(given, answer.code, known);
  return done(given, known);
}

/** What was done; of a command without an answer, what was perhaps done. */
function done(given: Given, known: KnownIds): InUnit[] {
  const { act, at } = given;
  switch (act.name) {
    case 'propose': {
      const { unitId, referralId } = act.asked;
      const placementId = act.answer?.ok ? act.answer.data.placementId : unansweredPlacement(act.key);
      return [{ unitId, operation: { does: 'hold', placementId, referralId } }];
    }
    case 'take-stock':
    case 'bypass': {
      const placementId = act.answer?.ok ? act.answer.data.placementId : unansweredPlacement(act.key);
      const admittedBy = latest(held(act.asked.moment), at);
      return [{ unitId: act.asked.unitId, operation: { does: 'run', placementId, admittedBy } }];
    }
    case 'accept':
      return accepted(act.asked.proposalId, known);
    case 'decline': {
      const forNoPlace = act.asked.reason === 'no-place';
      return onProposal(known, act.asked.proposalId, ({ placementId }) => ({
        does: 'decline',
        placementId,
        forNoPlace,
      }));
    }
    case 'withdraw-proposal':
      return onProposal(known, act.asked.proposalId, ({ placementId }) => ({ does: 'withdraw', placementId }));
    case 'withdraw-referral':
      return released(act.asked.referralId, known, null);
    case 'confirm-admission':
    case 'correct-admission': {
      const does = act.name === 'confirm-admission' ? 'admit' : 'correct-admission';
      const admittedBy = latest(held(act.asked.moment), at);
      return onStay(known, act.asked.stayId, ({ placementId }) => ({ does, placementId, admittedBy }));
    }
    case 'end-stay':
    case 'correct-end': {
      const does = act.name === 'end-stay' ? 'end' : 'correct-end';
      const ended = held(act.asked.moment);
      const moments = { endedFrom: earliest(ended), endedBy: latest(ended, at) };
      return onStay(known, act.asked.stayId, ({ placementId }) => ({ does, placementId, ...moments }));
    }
    case 'submit':
    case 'complete':
    case 'triage':
    case 'plan-end':
      return [];
  }
}

/** What a refusal tells about places. */
function found({ act }: Given, code: string, known: KnownIds): InUnit[] {
  if (act.name === 'propose' && code === 'no-free-place')
    return [{ unitId: act.asked.unitId, operation: { does: 'find-full' } }];
  if (act.name !== 'accept' && act.name !== 'decline') return [];
  const { proposalId } = act.asked;
  if (code === 'place-is-free')
    return onProposal(known, proposalId, ({ placementId }) => ({ does: 'find-a-place', placementId }));
  if (code === 'proposal-not-open')
    return onProposal(known, proposalId, ({ placementId }) => ({ does: 'find-answered', placementId }));
  return [];
}

function accepted(proposalId: ProposalId, known: KnownIds): InUnit[] {
  const proposal = known.proposals.get(proposalId);
  if (proposal === undefined) return [];
  const { unitId, placementId, referralId } = proposal;
  return [
    { unitId, operation: { does: 'accept', placementId } },
    ...released(referralId, known, proposal).filter((other) => other.unitId !== unitId),
  ];
}

const released = (referralId: ReferralId, known: KnownIds, but: KnownPlacement | null): InUnit[] =>
  known.unitsAskedFor(referralId).map((unitId) => ({
    unitId,
    operation: { does: 'release', referralId, but: but?.placementId ?? null },
  }));

type Make = (placement: KnownPlacement) => UnitOperation;

function onProposal(known: KnownIds, proposalId: ProposalId, make: Make): InUnit[] {
  const proposal = known.proposals.get(proposalId);
  return proposal ? [{ unitId: proposal.unitId, operation: make(proposal) }] : [];
}

function onStay(known: KnownIds, stayId: StayId, make: Make): InUnit[] {
  const placement = known.ofStay(stayId);
  return placement ? [{ unitId: placement.unitId, operation: make(placement) }] : [];
}
