import type {
  AgreementId,
  CareForm,
  Expertise,
  Language,
  LocalDate,
  LocationId,
  MunicipalityCode,
  ProviderId,
  ProviderRole,
  Purpose,
  ReferrerId,
  ReferrerType,
  ReportingWay,
  SecurityLevel,
  SexPolicy,
  TargetGroup,
  UnitId,
} from '@cap/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** A legal referrer (CAP-2). Names of organisations stand here, not in the log. */
@Entity('referrer')
export class ReferrerRow {
  @PrimaryColumn('uuid', { name: 'referrer_id' }) referrerId!: ReferrerId;
  @Column('text') name!: string;
  @Column('text', { name: 'referrer_type' }) referrerType!: ReferrerType;
  @Column('text', { nullable: true }) municipality!: MunicipalityCode | null;
}

@Entity('provider')
export class ProviderRow {
  @PrimaryColumn('uuid', { name: 'provider_id' }) providerId!: ProviderId;
  @Column('text') name!: string;
  @Column('text') role!: ProviderRole;
  @Column('date', { name: 'joined_on' }) joinedOn!: LocalDate;
}

@Entity('location')
export class LocationRow {
  @PrimaryColumn('uuid', { name: 'location_id' }) locationId!: LocationId;
  @Column('uuid', { name: 'provider_id' }) providerId!: ProviderId;
  @ManyToOne(() => ProviderRow)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'location_provider_id_fkey' })
  provider?: Relation<ProviderRow>;
  @Column('text') name!: string;
  @Column('text') municipality!: MunicipalityCode;
  @Column('integer') postcode!: number;
}

@Entity('unit')
@Index('unit_of_provider', ['providerId'])
export class UnitTableRow {
  @PrimaryColumn('uuid', { name: 'unit_id' }) unitId!: UnitId;
  @Column('uuid', { name: 'provider_id' }) providerId!: ProviderId;
  @ManyToOne(() => ProviderRow)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'unit_provider_id_fkey' })
  provider?: Relation<ProviderRow>;
  @Column('uuid', { name: 'location_id' }) locationId!: LocationId;
  @ManyToOne(() => LocationRow)
  @JoinColumn({ name: 'location_id', foreignKeyConstraintName: 'unit_location_id_fkey' })
  location?: Relation<LocationRow>;
  @Column('text') name!: string;
  @Column('text') purpose!: Purpose;
  @Column('text', { name: 'care_form' }) careForm!: CareForm;
  @Column('text', { name: 'target_groups', array: true }) targetGroups!: TargetGroup[];
  @Column('text', { array: true }) expertise!: Expertise[];
  @Column('integer', { name: 'min_age' }) minAge!: number;
  @Column('integer', { name: 'max_age' }) maxAge!: number;
  @Column('text', { name: 'sex_policy' }) sexPolicy!: SexPolicy;
  @Column('text') security!: SecurityLevel;
  @Column('text', { array: true }) languages!: Language[];
  @Column('text') reporting!: ReportingWay;
  @Column('integer') ceiling!: number;
}

@Entity('capacity_agreement')
@Index('agreement_of_unit', ['unitId'])
export class AgreementRow {
  @PrimaryColumn('uuid', { name: 'agreement_id' }) agreementId!: AgreementId;
  @Column('uuid', { name: 'unit_id' }) unitId!: UnitId;
  @ManyToOne(() => UnitTableRow)
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'capacity_agreement_unit_id_fkey' })
  unit?: Relation<UnitTableRow>;
  @Column('date', { name: 'from_date' }) fromDate!: LocalDate;
  @Column('date', { name: 'until_date', nullable: true }) untilDate!: LocalDate | null;
  @Column('integer', { nullable: true }) places!: number | null;
}

@Entity('policy')
export class PolicyRow {
  @PrimaryColumn('integer', { name: 'policy_version' }) policyVersion!: number;
  @Column('text') key!: string;
  @Column('jsonb') value!: number | number[];
  @Column('date', { name: 'effective_from' }) effectiveFrom!: LocalDate;
}

export const registryEntities = [ReferrerRow, ProviderRow, LocationRow, UnitTableRow, AgreementRow, PolicyRow];
