import type { LocalDate, PersonId, PlacementId, ProposalId, ReferralId, StayId, UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import { changeClaim } from './change-claim';

export interface HeldPlace {
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly personId: PersonId;
  readonly referralId: ReferralId;
  readonly proposalId: ProposalId;
  /** First day for which the place is promised. */
  readonly holdsFrom: LocalDate;
}

/**
 * PRP-1: holds a place for a proposal. The caller has locked the unit, counted after that in a statement of its own,
 * and decided on that count.
 */
export async function holdPlace(tx: EntityManager, held: HeldPlace): Promise<void> {
  await changeClaim(
    tx,
    'holding a place',
    `insert into place_claim (placement_id, unit_id, person_id, referral_id, proposal_id, origin, status, holds_from)
     values ($1, $2, $3, $4, $5, 'proposal', 'held', $6)`,
    [held.placementId, held.unitId, held.personId, held.referralId, held.proposalId, held.holdsFrom],
  );
}

/**
 * A held place becomes that of a planned stay. Throws on the index `one_accepted_proposal_per_referral` when the
 * referral has an accepted proposal already, and a `BrokenInvariant` when the place is not held.
 */
export async function acceptClaim(tx: EntityManager, proposalId: ProposalId, stayId: StayId): Promise<void> {
  await changeClaim(
    tx,
    'accepting a proposal',
    `update place_claim set status = 'accepted', stay_id = $2 where proposal_id = $1 and status = 'held'`,
    [proposalId, stayId],
  );
}

/** Gives back the place of a proposal that was declined, expired or withdrawn, or of its stay that never started. */
export async function releaseClaim(tx: EntityManager, proposalId: ProposalId): Promise<void> {
  await changeClaim(
    tx,
    'releasing a place',
    `update place_claim set status = 'released' where proposal_id = $1 and status in ('held', 'accepted')`,
    [proposalId],
  );
}
