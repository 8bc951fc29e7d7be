import type {
  FindingId,
  FindingView,
  Instant,
  MunicipalityCode,
  ProviderId,
  ReferrerId,
  StayId,
  UnitId,
} from '@cap/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../shared/instant-column';

/** One finding in a list: a young person who was placed outside the CAP, or a unit's count that is not right (CAP-3, CPY-4). */
@Entity('finding_list')
@Index('finding_list_newest', ['recordedAt', 'findingId'])
@Index('finding_list_of_provider', ['providerId', 'recordedAt', 'findingId'])
export class FindingListRow {
  @PrimaryColumn('uuid', { name: 'finding_id', primaryKeyConstraintName: 'finding_list_key' })
  findingId!: FindingId;
  @Column('integer') version!: number;
  @Column('text') kind!: FindingView['kind'];
  @Column('uuid', { name: 'stay_id', nullable: true }) stayId!: StayId | null;
  @Column('uuid', { name: 'unit_id' }) unitId!: UnitId;
  @Column('uuid', { name: 'provider_id' }) providerId!: ProviderId;
  @Column('uuid', { name: 'referrer_id', nullable: true }) referrerId!: ReferrerId | null;
  @Column('text', { nullable: true }) municipality!: MunicipalityCode | null;
  @InstantColumn('recorded_at') recordedAt!: Instant;
  @InstantColumn('since', { nullable: true }) since!: Instant | null;
  @InstantColumn('closed_at', { nullable: true }) closedAt!: Instant | null;
}
