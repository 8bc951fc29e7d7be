import type {
  CareForm,
  Destination,
  EndReason,
  Instant,
  LocalDate,
  PersonId,
  Perspective,
  PlacementId,
  ProposalId,
  ProviderId,
  Purpose,
  ReferralId,
  StayId,
  StayOrigin,
  StayStatus,
  UnitId,
} from '@cap/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../shared/instant-column';

/** One stay in a list. The person's id joins the stays of one stream, whose version they share; no list shows it. */
@Entity('stay_list')
@Index('stay_list_newest', ['recordedAt', 'stayId'])
@Index('stay_list_of_provider', ['providerId', 'recordedAt', 'stayId'])
@Index('stay_list_of_person', ['personId'])
export class StayListRow {
  @PrimaryColumn('uuid', { name: 'stay_id', primaryKeyConstraintName: 'stay_list_key' }) stayId!: StayId;
  @Column('uuid', { name: 'person_id' }) personId!: PersonId;
  @Column('integer') version!: number;
  @Column('text') status!: StayStatus;
  @Column('text') origin!: StayOrigin;
  @Column('uuid', { name: 'unit_id' }) unitId!: UnitId;
  @Column('uuid', { name: 'provider_id' }) providerId!: ProviderId;
  @Column('uuid', { name: 'placement_id' }) placementId!: PlacementId;
  @Column('uuid', { name: 'referral_id', nullable: true }) referralId!: ReferralId | null;
  @Column('uuid', { name: 'proposal_id', nullable: true }) proposalId!: ProposalId | null;
  @Column('text') purpose!: Purpose;
  @Column('text', { name: 'care_form' }) careForm!: CareForm;
  @Column('text', { nullable: true }) perspective!: Perspective | null;
  /** Care forms of this young person's other stays that run (STY-3). For `actions` only: where they are is not shown. */
  @Column('text', { name: 'running_beside', array: true }) runningBeside!: readonly CareForm[];
  @Column('date', { name: 'planned_from', nullable: true }) plannedFrom!: LocalDate | null;
  @Column('date', { name: 'admitted_on', nullable: true }) admittedOn!: LocalDate | null;
  @InstantColumn('admitted_at', { nullable: true }) admittedAt!: Instant | null;
  @Column('date', { name: 'planned_end', nullable: true }) plannedEnd!: LocalDate | null;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: LocalDate | null;
  @InstantColumn('ended_at', { nullable: true }) endedAt!: Instant | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: EndReason | null;
  @Column('text', { nullable: true }) destination!: Destination | null;
  @Column('boolean', { name: 'start_overdue' }) startOverdue!: boolean;
  /** When the CAP came to know of the stay. */
  @InstantColumn('recorded_at') recordedAt!: Instant;
}
