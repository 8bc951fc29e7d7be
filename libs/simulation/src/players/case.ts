import type {
  PlacementId,
  ProposalId,
  ProviderId,
  ReferralId,
  ReferrerId,
  StayId,
  SubmitReferral,
  UnitId,
} from '@cap/contracts';

/** One referral, as those who work on it know it. */
export interface Case {
  readonly key: string;
  readonly referrerId: ReferrerId;
  readonly body: SubmitReferral;
  referralId: ReferralId | undefined;
  status: 'new' | 'in-matching' | 'placed' | 'withdrawn';
  /** Units that said no or nothing. */
  readonly tried: Set<UnitId>;
  readonly open: Set<ProposalId>;
  attempts: number;
  /** When the desk looks at it next, in milliseconds; undefined while somebody else has to act. */
  lookAt: number | undefined;
  wasReturned: boolean;
}

export interface OpenProposal {
  readonly proposalId: ProposalId;
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly expiresAt: number;
  readonly of: Case;
}

/** A stay, planned or running, as its provider knows it. */
export interface OwnStay {
  readonly key: string;
  readonly stayId: StayId;
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly purpose: SubmitReferral['purpose'];
  /** When the young person came and goes, by the provider's own truth, in milliseconds. */
  came: number;
  goes: number;
}
