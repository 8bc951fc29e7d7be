import type {
  Instant,
  LocalDate,
  PersonId,
  PlacementId,
  ProposalId,
  ReferralId,
  StayId,
  StayOrigin,
  UnitId,
} from '@cap/contracts';
import type { EntityManager } from 'typeorm';

export type ClaimStatus = 'held' | 'accepted' | 'admitted' | 'ended' | 'released';

/** A place that is promised to, or taken by, one young person. */
export interface PlaceClaim {
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly personId: PersonId;
  readonly stayId: StayId | null;
  readonly referralId: ReferralId | null;
  readonly proposalId: ProposalId | null;
  readonly origin: StayOrigin;
  readonly status: ClaimStatus;
  /** First day for which the place is claimed. */
  readonly holdsFrom: LocalDate;
  /** Latest moment at which the young person can have come; the bounds of where only a day is known. */
  readonly admittedBy: Instant | null;
  /** Earliest and latest moment at which the young person can have left. */
  readonly endedFrom: Instant | null;
  readonly endedBy: Instant | null;
}

const columns = `placement_id as "placementId", unit_id as "unitId", person_id as "personId", stay_id as "stayId",
  referral_id as "referralId", proposal_id as "proposalId", origin, status, holds_from as "holdsFrom",
  admitted_by as "admittedBy", ended_from as "endedFrom", ended_by as "endedBy"`;

/** The claim of a proposal, released ones included; null when it never held a place. */
export async function claimOfProposal(manager: EntityManager, proposalId: ProposalId): Promise<PlaceClaim | null> {
  const [claim] = await manager.query<PlaceClaim[]>(`select ${columns} from place_claim where proposal_id = $1`, [
    proposalId,
  ]);
  return claim ?? null;
}

/** The claim of a stay; null when no place was ever claimed for it. */
export async function claimOfStay(manager: EntityManager, stayId: StayId): Promise<PlaceClaim | null> {
  const [claim] = await manager.query<PlaceClaim[]>(`select ${columns} from place_claim where stay_id = $1`, [stayId]);
  return claim ?? null;
}
