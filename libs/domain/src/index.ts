export { judgeReport } from './availability/judge-report';
export type { ReportAccepted, ReportFacts } from './availability/judge-report';
export { instantOf, localDateOf, localTimeOf, startOfDay } from './days/amsterdam';
export { heldAfterNow, heldBefore, heldFrom } from './days/held';
export { addDays, ageOn, daysBetween, weekday } from './days/local-date';
export { dayNumber, lastDayOfCrisisStay, proposalDeadline, stayStartDueAt, stockTakeUntil } from './days/terms';
export { addWorkingDays, isWorkingDay } from './days/working-days';
export type { Holidays } from './days/working-days';
export { BrokenInvariant, foldEvents } from './decide';
export type { Decide, Fold } from './decide';
export { findingFold, recordFinding } from './finding/record-finding';
export type { FindingState } from './finding/record-finding';
export { bandOf, distanceKm } from './matching/distance';
export type { Place } from './matching/distance';
export { excludedUnits } from './matching/excluded-units';
export { fitFailures } from './matching/hard-criteria';
export type { Need, UnitToFit, UnitToRank } from './matching/need';
export { knownPostcodes, placeOfPostcode } from './matching/postcodes';
export { rankCandidates } from './matching/rank-candidates';
export type { Ranking } from './matching/rank-candidates';
export { changePolicy } from './policy/change-policy';
export type { ChangePolicyCommand, PolicyFacts } from './policy/change-policy';
export { defaultPolicy, policyFold } from './policy/state';
export type { PolicyState } from './policy/state';
export { addLocation, registerProvider } from './provider/register';
export type { AddLocationCommand, RegisterProviderCommand } from './provider/register';
export { providerFold } from './provider/state';
export type { ProviderState } from './provider/state';
export { acceptProposal } from './referral/accept-proposal';
export type { AcceptProposalCommand } from './referral/accept-proposal';
export { allowedProposalActions, allowedReferralActions } from './referral/allowed-actions';
export { decideTriage } from './referral/decide-triage';
export type { DecideTriageCommand } from './referral/decide-triage';
export { declineProposal } from './referral/decline-proposal';
export type { DeclineProposalCommand, DeclineProposalFacts } from './referral/decline-proposal';
export { expireProposal } from './referral/expire-proposal';
export type { ExpireProposalCommand } from './referral/expire-proposal';
export { completeReferral, submitReferral } from './referral/intake';
export type { CompleteReferralCommand, IntakeFacts, SubmitReferralCommand } from './referral/intake';
export { isReferralNumber, referralNumber } from './referral/number';
export type { Proposal } from './referral/proposal';
export { proposePlace } from './referral/propose-place';
export type { ProposePlaceCommand, ProposePlaceFacts } from './referral/propose-place';
export { proposalOf, referralFold, submitted } from './referral/state';
export type { ReferralState, SubmittedReferral } from './referral/state';
export { withdrawProposal } from './referral/withdraw-proposal';
export type { WithdrawProposalCommand, WithdrawProposalFacts } from './referral/withdraw-proposal';
export { withdrawReferral } from './referral/withdraw-referral';
export type { WithdrawReferralCommand } from './referral/withdraw-referral';
export { registerReferrer } from './referrer/register';
export type { RegisterReferrerCommand } from './referrer/register';
export { referrerFold } from './referrer/state';
export type { ReferrerState } from './referrer/state';
export { agreeCapacity, inForceOn } from './unit/agree-capacity';
export type { AgreeCapacityCommand } from './unit/agree-capacity';
export { changeUnit, registerUnit } from './unit/register';
export type { ChangeUnitCommand, LocationFacts, RegisterUnitCommand } from './unit/register';
export { unitFold } from './unit/state';
export type { Agreement, UnitState } from './unit/state';
export { allowedStayActions } from './young-person/allowed-actions';
export { confirmAdmission } from './young-person/confirm-admission';
export type { ConfirmAdmissionCommand } from './young-person/confirm-admission';
export { correctAdmission } from './young-person/correct-admission';
export type { CorrectAdmissionCommand } from './young-person/correct-admission';
export { correctEnd } from './young-person/correct-end';
export type { CorrectEndCommand } from './young-person/correct-end';
export { crisisClock } from './young-person/crisis';
export type { CrisisPolicy } from './young-person/crisis';
export { endStay, planStayEnd } from './young-person/end-stay';
export type { CrisisFacts, EndStayCommand, PlanStayEndCommand } from './young-person/end-stay';
export { stayOf, youngPersonFold } from './young-person/evolve';
export { markStartOverdue } from './young-person/mark-start-overdue';
export type { MarkStartOverdueCommand } from './young-person/mark-start-overdue';
export { cancelPlannedStay, planStay } from './young-person/plan-stay';
export type { CancelPlannedStayCommand, PlanStayCommand } from './young-person/plan-stay';
export { recordBypass } from './young-person/record-bypass';
export type { RecordBypassCommand } from './young-person/record-bypass';
export { recordInheritedStay } from './young-person/record-inherited-stay';
export type { RecordInheritedStayCommand, StockTakeFacts } from './young-person/record-inherited-stay';
export { isFullTime } from './young-person/state';
export type {
  CancelledStay,
  EndedStay,
  Origin,
  PlannedStay,
  StartedStay,
  Stay,
  YoungPersonState,
} from './young-person/state';
