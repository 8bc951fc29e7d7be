import type { PersonId, PlacementId, ProposalId, ProviderId, ReferralId, ReferrerId, StayId, UnitId } from '../ids';
import type { Instant, LocalDate } from '../time';
import type {
  CareForm,
  DeclineReason,
  Expertise,
  Language,
  MunicipalityCode,
  Perspective,
  ProposalWithdrawalReason,
  Purpose,
  ReferralWithdrawalReason,
  ReturnReason,
  SecurityLevel,
  Sex,
  TargetGroup,
  Urgency,
} from '../vocabulary';

/** BSN, or `provisional: true` with nothing. The person's id comes back in the referral for who may see it. */
export interface PersonBody {
  bsn?: string;
  provisional?: boolean;
  name: string;
  birthDate: string;
  sex: Sex;
}
export interface CaseBody {
  targetGroups: TargetGroup[];
  expertise: Expertise[];
  security: SecurityLevel;
  language: Language;
  /** Four digits of the postcode of the young person's own surroundings. */
  postcode: number;
  /** What happened and what is needed, in the referrer's words. */
  situation: string;
}
export interface SubmitReferral {
  person: PersonBody;
  case: CaseBody;
  municipality: MunicipalityCode;
  purpose: Purpose;
  careForms: CareForm[];
  urgency: Urgency;
  perspective: Perspective;
}
export interface CompleteReferral {
  case: CaseBody;
  municipality: MunicipalityCode;
  purpose: Purpose;
  careForms: CareForm[];
  urgency: Urgency;
  perspective: Perspective;
}
export interface DecideTriage {
  outcome: 'to-matching' | 'return-for-completion';
  /** With `return-for-completion`. */
  reason?: ReturnReason;
  /** REF-5: why, whatever the outcome. The referrer reads it at once. */
  explanation: string;
}
export interface WithdrawReferral {
  reason: ReferralWithdrawalReason;
}

export const referralStatuses = ['awaiting-triage', 'returned', 'in-matching', 'placed', 'withdrawn'] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/** Commands that the reader may give on a thing now; absent when not allowed. */
export type ReferralAction = 'decide-triage' | 'complete' | 'withdraw' | 'propose' | 'see-candidates';
export type ProposalAction = 'accept' | 'decline' | 'withdraw';
export type StayAction = 'confirm-admission' | 'plan-end' | 'end' | 'correct-admission' | 'correct-end';

export interface ReferralView {
  referralId: ReferralId;
  /** Speakable, with a check digit, such as `A-M6Y7Y`. */
  number: string;
  version: number;
  status: ReferralStatus;
  municipality: MunicipalityCode;
  purpose: Purpose;
  careForms: CareForm[];
  urgency: Urgency;
  perspective: Perspective;
  referrerId: ReferrerId;
  submittedAt: Instant;
  /** Why it came back, while it is `returned`. */
  returned: { reason: ReturnReason; explanation: string | null } | null;
  /** REF-5: the last decision of the desk; null until the first. */
  triage: {
    outcome: DecideTriage['outcome'];
    /** Of `return-for-completion`. */
    reason: ReturnReason | null;
    /** Null only of a decision from before an explanation was asked. */
    explanation: string | null;
    at: Instant;
  } | null;
  withdrawn: { reason: ReferralWithdrawalReason } | null;
  proposals: ProposalView[];
  /** For the own referrer and the desk only; the look is recorded. */
  person?: { personId: PersonId; name: string; birthDate: LocalDate; sex: Sex; provisional: boolean };
  case?: CaseBody;
  actions: ReferralAction[];
}

export const proposalStatuses = ['open', 'accepted', 'declined', 'expired', 'withdrawn', 'released'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

export interface ProposePlace {
  unitId: string;
}
/** PRP-4: what a provider needs to judge fit, not who the young person is. */
export interface FitView {
  age: number;
  sex: Sex;
  targetGroups: TargetGroup[];
  expertise: Expertise[];
  security: SecurityLevel;
  language: Language;
}
export interface ProposalView {
  proposalId: ProposalId;
  referralId: ReferralId;
  referralNumber: string;
  /** Version of the referral's stream: the ETag of a proposal is its referral's. */
  version: number;
  status: ProposalStatus;
  unitId: UnitId;
  providerId: ProviderId;
  /** The opaque name of the placement that the provider may count in its reports. */
  placementId: PlacementId;
  purpose: Purpose;
  careForm: CareForm;
  urgency: Urgency;
  municipality: MunicipalityCode;
  proposedAt: Instant;
  expiresAt: Instant;
  answeredAt: Instant | null;
  declineReason: DeclineReason | null;
  /** On one proposal that was declined: the provider's words; the look is recorded. */
  declineExplanation?: string;
  stayId: StayId | null;
  /** On one proposal, for its provider and the desk. */
  fit?: FitView;
  actions: ProposalAction[];
}
export interface AcceptProposal {
  plannedFrom: string;
}
export interface DeclineProposal {
  reason: DeclineReason;
  explanation: string;
}
export interface WithdrawProposal {
  reason: ProposalWithdrawalReason;
}
