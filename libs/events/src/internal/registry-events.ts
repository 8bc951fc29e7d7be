import type {
  AgreementId,
  CareForm,
  Expertise,
  FindingId,
  Instant,
  Language,
  LocalDate,
  LocationId,
  MunicipalityCode,
  PersonId,
  ProviderId,
  ProviderRole,
  Purpose,
  ReferrerId,
  ReferrerType,
  ReportingWay,
  SecurityLevel,
  SexPolicy,
  StayId,
  TargetGroup,
  UnitFindingKind,
  UnitId,
} from '@cap/contracts';
import type { PolicyKey } from './policy-keys';

/** The stream `provider`. Its name is no part of the log: it stands in the registry's table. */
export type ProviderEvent =
  | { type: 'ProviderRegistered'; data: { providerId: ProviderId; role: ProviderRole; joinedOn: LocalDate } }
  | {
      type: 'LocationAdded';
      data: { locationId: LocationId; municipality: MunicipalityCode; postcode: number };
    };

/** What a unit is for; the hard criteria of matching read it. */
export interface UnitProfile {
  readonly purpose: Purpose;
  readonly careForm: CareForm;
  readonly targetGroups: readonly TargetGroup[];
  readonly expertise: readonly Expertise[];
  /** Youngest and oldest age in years, both included. */
  readonly minAge: number;
  readonly maxAge: number;
  readonly sexPolicy: SexPolicy;
  readonly security: SecurityLevel;
  readonly languages: readonly Language[];
  readonly reporting: ReportingWay;
  /** The most places that the building allows. */
  readonly ceiling: number;
}

/** An agreement on the capacity of a unit. */
export interface Agreement {
  readonly agreementId: AgreementId;
  readonly from: LocalDate;
  /** The last day; null while no end is agreed. */
  readonly until: LocalDate | null;
  /** Null: an agreement without a number of places. */
  readonly places: number | null;
}

/** The stream `unit`. */
export type UnitEvent =
  | { type: 'UnitRegistered'; data: UnitProfile & { unitId: UnitId; providerId: ProviderId; locationId: LocationId } }
  | { type: 'UnitChanged'; data: UnitProfile }
  | { type: 'CapacityAgreed'; data: Agreement };

/** The stream `referrer`. */
export type ReferrerEvent = {
  type: 'ReferrerRegistered';
  data: { referrerId: ReferrerId; referrerType: ReferrerType; municipality: MunicipalityCode | null };
};

/** The stream `policy`: one row per change, in force from a later day. */
export type PolicyEvent = {
  type: 'PolicyChanged';
  data: { key: PolicyKey; value: number | readonly number[]; effectiveFrom: LocalDate; policyVersion: number };
};

/** The stream `finding`: one placement outside the CAP (CAP-3), or one thing about a unit's count that lasts too long. */
export type FindingEvent =
  | {
      type: 'BypassRecorded';
      data: {
        findingId: FindingId;
        stayId: StayId;
        personId: PersonId;
        unitId: UnitId;
        providerId: ProviderId;
        referrerId: ReferrerId | null;
        municipality: MunicipalityCode | null;
      };
    }
  | {
      type: 'UnitFindingRecorded';
      /** `since`: when the CAP first saw the cause (CAP-3, CPY-4). */
      data: { findingId: FindingId; kind: UnitFindingKind; unitId: UnitId; providerId: ProviderId; since: Instant };
    }
  | { type: 'FindingClosed'; data: { findingId: FindingId } };
