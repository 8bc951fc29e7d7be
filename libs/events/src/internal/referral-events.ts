import type {
  CareForm,
  CaseId,
  DeclineReason,
  Instant,
  LocalDate,
  MunicipalityCode,
  PersonId,
  Perspective,
  PlacementId,
  ProposalId,
  ProposalWithdrawalReason,
  ProviderId,
  Purpose,
  ReferralId,
  ReferralWithdrawalReason,
  ReferrerId,
  ReturnReason,
  StayId,
  TextId,
  UnitId,
  Urgency,
} from '@cap/contracts';

/** What is asked for; the case itself (needs, wishes, surroundings) stands in the dossier under `caseId`. */
export interface Request {
  readonly caseId: CaseId;
  readonly municipality: MunicipalityCode;
  readonly purpose: Purpose;
  readonly careForms: readonly CareForm[];
  readonly urgency: Urgency;
  readonly perspective: Perspective;
}

/** The stream `referral`: intake, triage and its proposals. */
export type ReferralEvent =
  | {
      type: 'ReferralSubmitted';
      data: Request & { referralId: ReferralId; numberSequence: number; personId: PersonId; referrerId: ReferrerId };
    }
  | { type: 'ReferralReturned'; data: { reason: ReturnReason; explanationId: TextId | null } }
  | { type: 'ReferralCompleted'; data: Request }
  | { type: 'ReferralAdmittedToMatching'; data: { explanationId: TextId | null } }
  | { type: 'ReferralWithdrawn'; data: { reason: ReferralWithdrawalReason } }
  | {
      type: 'PlaceProposed';
      data: {
        proposalId: ProposalId;
        unitId: UnitId;
        providerId: ProviderId;
        placementId: PlacementId;
        careForm: CareForm;
        holdsFrom: LocalDate;
        expiresAt: Instant;
        policyVersion: number;
      };
    }
  | { type: 'ProposalAccepted'; data: { proposalId: ProposalId; stayId: StayId } }
  | { type: 'ProposalDeclined'; data: { proposalId: ProposalId; reason: DeclineReason; explanationId: TextId } }
  | { type: 'ProposalWithdrawn'; data: { proposalId: ProposalId; reason: ProposalWithdrawalReason } }
  | { type: 'ProposalExpired'; data: { proposalId: ProposalId } }
  /** Another proposal of the same referral was accepted first. */
  | { type: 'ProposalReleased'; data: { proposalId: ProposalId; acceptedProposalId: ProposalId } };
