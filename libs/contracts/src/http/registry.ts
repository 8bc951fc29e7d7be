import type { AgreementId, LocationId, ProviderId, ReferrerId } from '../ids';
import type { LocalDate } from '../time';
import type {
  CareForm,
  Expertise,
  Language,
  MunicipalityCode,
  ProviderRole,
  Purpose,
  ReferrerType,
  ReportingWay,
  SecurityLevel,
  SexPolicy,
  TargetGroup,
} from '../vocabulary';

export interface RegisterReferrer {
  referrerId: string;
  name: string;
  referrerType: ReferrerType;
  municipality?: MunicipalityCode;
}
export interface ReferrerView {
  referrerId: ReferrerId;
  name: string;
  referrerType: ReferrerType;
  municipality: MunicipalityCode | null;
}

export interface RegisterProvider {
  providerId: string;
  name: string;
  role: ProviderRole;
}
/** Commands that the reader may give on a provider. */
export type ProviderAction = 'add-location';

export interface ProviderView {
  providerId: ProviderId;
  /** Of the provider's stream: its ETag. */
  version: number;
  name: string;
  role: ProviderRole;
  joinedOn: LocalDate;
  /** Last day on which running stays may be registered as inherited (CAP-5). */
  stockTakeUntil: LocalDate;
  /** CPY-5: units of this provider that were not heard of within the reporting term. */
  staleUnits: number;
  actions: ProviderAction[];
}

export interface AddLocation {
  locationId: string;
  name: string;
  municipality: MunicipalityCode;
  /** Four digits. */
  postcode: number;
}
export interface LocationView {
  locationId: LocationId;
  providerId: ProviderId;
  name: string;
  municipality: MunicipalityCode;
  postcode: number;
}

export interface UnitProfileBody {
  purpose: Purpose;
  careForm: CareForm;
  targetGroups: TargetGroup[];
  expertise: Expertise[];
  minAge: number;
  maxAge: number;
  sexPolicy: SexPolicy;
  security: SecurityLevel;
  languages: Language[];
  reporting: ReportingWay;
  ceiling: number;
}
export interface RegisterUnit extends UnitProfileBody {
  unitId: string;
  locationId: string;
  name: string;
}
export interface AgreeCapacity {
  agreementId: string;
  from: string;
  until?: string;
  places?: number;
}
export interface AgreementView {
  agreementId: AgreementId;
  from: LocalDate;
  until: LocalDate | null;
  places: number | null;
}
