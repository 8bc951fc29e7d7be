import type {
  CareForm,
  CorrectionReason,
  Destination,
  EndReason,
  FindingId,
  Instant,
  LocalDate,
  Perspective,
  PlacementId,
  ProposalId,
  ProposalWithdrawalReason,
  ProviderId,
  Purpose,
  ReferralId,
  StayId,
  UnitId,
} from '@cap/contracts';

/** Where a stay is, and what for. */
export interface StayPlace {
  readonly stayId: StayId;
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly placementId: PlacementId;
  readonly purpose: Purpose;
  readonly careForm: CareForm;
}

/** The day on which something held, and its moment where that is known. */
export interface Held {
  readonly on: LocalDate;
  readonly at: Instant | null;
}

/** The stream `young-person`: all stays of one person, wherever they are. */
export type YoungPersonEvent =
  | {
      type: 'StayPlanned';
      data: StayPlace & {
        referralId: ReferralId;
        proposalId: ProposalId;
        acceptedOn: LocalDate;
        plannedFrom: LocalDate;
      };
    }
  | { type: 'PlannedStayCancelled'; data: { stayId: StayId; reason: ProposalWithdrawalReason } }
  | { type: 'StayStartOverdue'; data: { stayId: StayId } }
  | { type: 'StayStarted'; data: { stayId: StayId; admitted: Held } }
  | {
      type: 'InheritedStayRecorded';
      /** `perspective` is null only of a stay from before it was asked. */
      data: StayPlace & { admitted: Held; perspective: Perspective | null };
    }
  | { type: 'BypassedStayRecorded'; data: StayPlace & { admitted: Held; findingId: FindingId } }
  | { type: 'StayEndPlanned'; data: { stayId: StayId; plannedEnd: LocalDate } }
  | { type: 'StayEnded'; data: { stayId: StayId; ended: Held; reason: EndReason; destination: Destination } }
  | { type: 'AdmissionCorrected'; data: { stayId: StayId; admitted: Held; reason: CorrectionReason } }
  | { type: 'EndCorrected'; data: { stayId: StayId; ended: Held; reason: CorrectionReason } };
