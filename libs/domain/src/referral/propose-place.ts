import {
  refuse,
  type CareForm,
  type HardCriterion,
  type Instant,
  type PlacementId,
  type ProposalId,
  type ProviderId,
  type UnitId,
} from '@cap/contracts';
import type { Policy, ReferralEvent } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import { proposalDeadline } from '../days/terms';
import type { Holidays } from '../days/working-days';
import type { Decide } from '../decide';
import { submitted, type ReferralState } from './state';

export interface ProposePlaceCommand {
  readonly at: Instant;
  readonly proposalId: ProposalId;
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
}
export interface ProposePlaceFacts {
  readonly unit: { readonly providerId: ProviderId; readonly careForm: CareForm };
  /** The hard criteria that the unit fails for this young person (`fitFailures`); free places stand apart. */
  readonly fails: readonly HardCriterion[];
  /** Free places today, counted under the unit's lock. */
  readonly freePlaces: number;
  readonly policy: Policy;
  /** Public holidays from today on. */
  readonly holidays: Holidays;
}

/**
 * PRP-1: a place is promised to one young person at a time, from today on, until the deadline of PRP-2.
 * A young person whose stay still runs may be proposed for its follow-up: STY-3 is kept at admission.
 */
export const proposePlace: Decide<ProposePlaceCommand, ReferralState, ProposePlaceFacts, ReferralEvent> = (
  { at, proposalId, placementId, unitId },
  state,
  { unit, fails, freePlaces, policy, holidays },
) => {
  const referral = submitted(state);
  if (referral.status !== 'in-matching') return refuse('referral-not-in-matching', { status: referral.status });
  const standing = referral.proposals.find((proposal) => proposal.unitId === unitId && proposal.status === 'open');
  if (standing !== undefined) return refuse('already-proposed-to-unit', { unitId, proposalId: standing.proposalId });
  const misfits = fails.filter((criterion) => criterion !== 'free-today');
  if (misfits.length > 0) return refuse('unit-does-not-fit', { unitId, fails: misfits.join(',') });
  if (freePlaces < 1) return refuse('no-free-place', { unitId, freePlaces });
  return [
    {
      type: 'PlaceProposed',
      data: {
        proposalId,
        unitId,
        providerId: unit.providerId,
        placementId,
        careForm: unit.careForm,
        holdsFrom: localDateOf(at),
        expiresAt: proposalDeadline(referral.request.urgency, at, policy, holidays),
        policyVersion: policy.version,
      },
    },
  ];
};
