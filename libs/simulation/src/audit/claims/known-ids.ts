import type { Instant, PlacementId, ProposalId, ReferralId, StayId, UnitId } from '@cap/contracts';
import type { Given } from './once-by-key';

export interface KnownPlacement {
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  /** Null where no referral asked for the place. */
  readonly referralId: ReferralId | null;
}
export interface KnownProposal extends KnownPlacement {
  readonly referralId: ReferralId;
  readonly expiresAt: Instant;
}

/** Which place a proposal or a stay is about, by what was answered. */
export class KnownIds {
  readonly proposals = new Map<ProposalId, KnownProposal>();
  private readonly stays = new Map<StayId, KnownPlacement>();
  private readonly unitsOf = new Map<ReferralId, Set<UnitId>>();

  /** An acceptance is read after the proposals: its stay has their place. */
  constructor(given: readonly Given[]) {
    for (const { act } of given) if (act.name === 'propose') this.asked(act.asked.referralId, act.asked.unitId);
    for (const one of given) this.takePlaces(one);
    for (const { act } of given)
      if (act.name === 'accept' && act.answer?.ok) this.accepted(act.asked.proposalId, act.answer.data.stayId);
  }

  ofStay(stayId: StayId): KnownPlacement | undefined {
    return this.stays.get(stayId);
  }

  /** Where places may be held for a referral. */
  unitsAskedFor(referralId: ReferralId): readonly UnitId[] {
    return [...(this.unitsOf.get(referralId) ?? [])];
  }

  private asked(referralId: ReferralId, unitId: UnitId): void {
    this.unitsOf.set(referralId, (this.unitsOf.get(referralId) ?? new Set()).add(unitId));
  }

  private takePlaces({ act }: Given): void {
    if (!act.answer?.ok) return;
    if (act.name === 'propose') {
      const { referralId, unitId } = act.asked;
      const { proposalId, placementId, expiresAt } = act.answer.data;
      this.proposals.set(proposalId, { placementId, unitId, referralId, expiresAt });
    } else if (act.name === 'take-stock' || act.name === 'bypass') {
      const { stayId, placementId } = act.answer.data;
      this.stays.set(stayId, { placementId, unitId: act.asked.unitId, referralId: null });
    }
  }

  private accepted(proposalId: ProposalId, stayId: StayId): void {
    const proposal = this.proposals.get(proposalId);
    if (proposal) this.stays.set(stayId, proposal);
  }
}
