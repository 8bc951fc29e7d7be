import type {
  FindingId,
  PersonId,
  PlacementId,
  ProposalId,
  ProviderId,
  ReferralId,
  ReferrerId,
  StayId,
  UnitId,
} from '../ids';
import type { Instant, LocalDate } from '../time';
import type {
  CareForm,
  CorrectionReason,
  Destination,
  EndReason,
  FindingKind,
  MunicipalityCode,
  Perspective,
  Purpose,
  Sex,
  StayOrigin,
} from '../vocabulary';
import type { PersonBody, StayAction } from './referrals';

export const stayStatuses = ['planned', 'started', 'ended', 'cancelled'] as const;
export type StayStatus = (typeof stayStatuses)[number];

export interface StayView {
  stayId: StayId;
  version: number;
  status: StayStatus;
  origin: StayOrigin;
  unitId: UnitId;
  providerId: ProviderId;
  placementId: PlacementId;
  referralId: ReferralId | null;
  proposalId: ProposalId | null;
  purpose: Purpose;
  careForm: CareForm;
  /** CAP-5: of an inherited stay, where the young person is heading; null for others, whose referral says it. */
  perspective: Perspective | null;
  plannedFrom: LocalDate | null;
  admittedOn: LocalDate | null;
  admittedAt: Instant | null;
  plannedEnd: LocalDate | null;
  endedOn: LocalDate | null;
  endedAt: Instant | null;
  endReason: EndReason | null;
  destination: Destination | null;
  startOverdue: boolean;
  /** CRI-1: of a crisis stay, day 28 and the day that it is today; null for other stays. */
  crisis: { lastDay: LocalDate; dayNumber: number; overrun: boolean } | null;
  /**
   * On one stay, for its provider and the desk, from acceptance on; the look is recorded. To a provider `personId` is a name
   * of its own for the young person, which no other provider has.
   */
  person?: { personId: PersonId; name: string; birthDate: LocalDate; sex: Sex; provisional: boolean };
  actions: StayAction[];
}
/** The moment itself, or only the day where the moment is not known. Exactly one of the two. */
export interface MomentOrDay {
  at?: string;
  on?: string;
}
export type ConfirmAdmission = MomentOrDay;
export interface EndStay extends MomentOrDay {
  reason: EndReason;
  destination: Destination;
}
export interface PlanStayEnd {
  plannedEnd: string;
}
export interface CorrectMoment extends MomentOrDay {
  reason: CorrectionReason;
}
/** CAP-5: a stay that ran when the provider joined. */
export interface RecordInheritedStay extends MomentOrDay {
  stayId: string;
  unitId: string;
  person: PersonBody;
  purpose: Purpose;
  perspective: Perspective;
}
/** CAP-3: "the young person is already here". Always succeeds. */
export interface RecordBypass extends MomentOrDay {
  unitId: string;
  person: PersonBody;
  referrerId?: string;
  municipality?: MunicipalityCode;
}
export interface FindingView {
  findingId: FindingId;
  kind: FindingKind;
  /** The stay of a bypass; null of a finding about a unit's count. */
  stayId: StayId | null;
  unitId: UnitId;
  providerId: ProviderId;
  referrerId: ReferrerId | null;
  municipality: MunicipalityCode | null;
  recordedAt: Instant;
  /** When the cause of a finding about a unit's count began, as far as the CAP saw it; null of a bypass. */
  since: Instant | null;
  /** When its cause was gone; a bypass stays. */
  closedAt: Instant | null;
}
