import type {
  CareForm,
  DeclineReason,
  Instant,
  MunicipalityCode,
  PlacementId,
  ProposalId,
  ProposalStatus,
  ProviderId,
  Purpose,
  ReferralId,
  ReferrerId,
  StayId,
  UnitId,
  Urgency,
} from '@cap/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { InstantColumn } from '../shared/instant-column';

/** What a proposal shows of its referral. Kept from the submission on, so that a proposal finds it. */
@Entity('proposal_list_referral')
export class ProposalListReferralRow {
  @PrimaryColumn('uuid', { name: 'referral_id', primaryKeyConstraintName: 'proposal_list_referral_key' })
  referralId!: ReferralId;
  @Column('integer') version!: number;
  @Column('integer', { name: 'number_sequence' }) numberSequence!: number;
  @Column('uuid', { name: 'referrer_id' }) referrerId!: ReferrerId;
  @Column('text') municipality!: MunicipalityCode;
  @Column('text') purpose!: Purpose;
  @Column('text') urgency!: Urgency;
}

/** One proposal in a list. */
@Entity('proposal_list')
@Index('proposal_list_newest', ['proposedAt', 'proposalId'])
@Index('proposal_list_of_provider', ['providerId', 'proposedAt', 'proposalId'])
@Index('proposal_list_of_referral', ['referralId'])
@Index('proposal_list_of_stay', ['stayId'])
export class ProposalListRow {
  @PrimaryColumn('uuid', { name: 'proposal_id', primaryKeyConstraintName: 'proposal_list_key' })
  proposalId!: ProposalId;
  @Column('integer') version!: number;
  @Column('uuid', { name: 'referral_id' }) referralId!: ReferralId;
  @ManyToOne(() => ProposalListReferralRow)
  @JoinColumn({ name: 'referral_id', foreignKeyConstraintName: 'proposal_list_has_referral' })
  referral?: Relation<ProposalListReferralRow>;
  @Column('uuid', { name: 'unit_id' }) unitId!: UnitId;
  @Column('uuid', { name: 'provider_id' }) providerId!: ProviderId;
  @Column('uuid', { name: 'placement_id' }) placementId!: PlacementId;
  @Column('text', { name: 'care_form' }) careForm!: CareForm;
  @Column('text') status!: ProposalStatus;
  @InstantColumn('proposed_at') proposedAt!: Instant;
  @InstantColumn('expires_at') expiresAt!: Instant;
  @InstantColumn('answered_at', { nullable: true }) answeredAt!: Instant | null;
  @Column('text', { name: 'decline_reason', nullable: true }) declineReason!: DeclineReason | null;
  @Column('uuid', { name: 'stay_id', nullable: true }) stayId!: StayId | null;
  /** Of an accepted one: whether the young person is there. Only the stay's own stream tells. */
  @Column('boolean', { name: 'stay_has_started' }) stayHasStarted!: boolean;
}
