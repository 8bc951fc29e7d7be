import type {
  AgreementId,
  Instant,
  LocalDate,
  LocationId,
  MunicipalityCode,
  PersonBody,
  Perspective,
  ProviderId,
  ProviderRole,
  ReferrerId,
  ReferrerType,
  ReportingWay,
  StayId,
  UnitId,
  UnitProfileBody,
} from '@cap/contracts';

export interface InventedReferrer {
  readonly referrerId: ReferrerId;
  readonly name: string;
  readonly referrerType: ReferrerType;
  /** Null for referrers that serve the whole region. */
  readonly municipality: MunicipalityCode | null;
}
export interface InventedProvider {
  readonly providerId: ProviderId;
  readonly name: string;
  readonly role: ProviderRole;
  readonly reporting: ReportingWay;
}
export interface InventedLocation {
  readonly locationId: LocationId;
  readonly providerId: ProviderId;
  readonly name: string;
  readonly municipality: MunicipalityCode;
  readonly postcode: number;
}
export interface InventedAgreement {
  readonly agreementId: AgreementId;
  /** Null: an agreement without a number of places. */
  readonly places: number | null;
}
/** Somebody who was there already when the provider joined (CAP-5). */
export interface InheritedStay {
  readonly stayId: StayId;
  readonly person: PersonBody;
  readonly perspective: Perspective;
  readonly admittedOn: LocalDate;
  /** Null where only the day is known. */
  readonly admittedAt: Instant | null;
  /** How long the young person goes on staying, by the provider's own truth. */
  readonly daysLeft: number;
}
export interface InventedUnit {
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly locationId: LocationId;
  readonly name: string;
  readonly profile: UnitProfileBody;
  /** Undefined where nothing was agreed: such a unit is no candidate (MAT-1). */
  readonly agreement: InventedAgreement | undefined;
  readonly inOperation: number;
  /** Young people of other regions: occupied, no stay in the CAP (CPY-10). */
  readonly otherRegions: number;
  readonly running: readonly InheritedStay[];
}
/** An invented region: nothing in it exists but the municipalities and their postcodes. */
export interface Region {
  readonly seed: number;
  /** The day on which the stock is taken. */
  readonly day: LocalDate;
  readonly referrers: readonly InventedReferrer[];
  readonly providers: readonly InventedProvider[];
  readonly locations: readonly InventedLocation[];
  readonly units: readonly InventedUnit[];
}
