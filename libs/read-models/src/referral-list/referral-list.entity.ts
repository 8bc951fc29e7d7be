import type {
  CareForm,
  Instant,
  MunicipalityCode,
  Perspective,
  ProposalId,
  Purpose,
  ReferralId,
  ReferralStatus,
  ReferrerId,
  Urgency,
} from '@cap/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../shared/instant-column';

/** One referral in a list: what is asked and where it stands. Whom it is about is not here. */
@Entity('referral_list')
@Index('referral_list_newest', ['submittedAt', 'referralId'])
@Index('referral_list_of_referrer', ['referrerId', 'submittedAt', 'referralId'])
@Index('referral_list_in_status', ['status', 'submittedAt', 'referralId'])
export class ReferralListRow {
  @PrimaryColumn('uuid', { name: 'referral_id', primaryKeyConstraintName: 'referral_list_key' })
  referralId!: ReferralId;
  @Column('integer') version!: number;
  @Column('integer', { name: 'number_sequence' }) numberSequence!: number;
  @Column('uuid', { name: 'referrer_id' }) referrerId!: ReferrerId;
  @Column('text') municipality!: MunicipalityCode;
  @Column('text') purpose!: Purpose;
  @Column('text', { name: 'care_forms', array: true }) careForms!: readonly CareForm[];
  @Column('text') urgency!: Urgency;
  @Column('text') perspective!: Perspective;
  @Column('text') status!: ReferralStatus;
  /** Proposals that wait for their answer. */
  @Column('uuid', { name: 'open_proposals', array: true }) openProposals!: readonly ProposalId[];
  @InstantColumn('submitted_at') submittedAt!: Instant;
  @InstantColumn('updated_at') updatedAt!: Instant;
}
