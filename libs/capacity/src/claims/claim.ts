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

/** The claims of proposals, released ones included; a proposal that never held a place has none. In no order. */
export const claimsOfProposals = (manager: EntityManager, proposalIds: readonly ProposalId[]): Promise<PlaceClaim[]> =>
  claimsWhere(manager, 'proposal_id', proposalIds);

/** The claims of stays; a stay for which no place was ever claimed has none. In no order. */
export const claimsOfStays = (manager: EntityManager, stayIds: readonly StayId[]): Promise<PlaceClaim[]> =>
  claimsWhere(manager, 'stay_id', stayIds);

/** The claim of a proposal, as a released one too; null when it never held a place. */
export async function claimOfProposal(manager: EntityManager, proposalId: ProposalId): Promise<PlaceClaim | null> {
  const [claim] = await claimsOfProposals(manager, [proposalId]);
  return claim ?? null;
}

/** The claim of a stay; null when no place was ever claimed for it. */
export async function claimOfStay(manager: EntityManager, stayId: StayId): Promise<PlaceClaim | null> {
  const [claim] = await claimsOfStays(manager, [stayId]);
  return claim ?? null;
}

async function claimsWhere(
  manager: EntityManager,
  column: 'proposal_id' | 'stay_id',
  ids: readonly string[],
): Promise<PlaceClaim[]> {
  if (ids.length === 0) return [];
  return manager.query<PlaceClaim[]>(`select ${columns} from place_claim where ${column} = any ($1)`, [ids]);
}
