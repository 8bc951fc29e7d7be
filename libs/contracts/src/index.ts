export { asId, isId } from './ids';
export type {
  AgreementId,
  CaseId,
  CommandId,
  FindingId,
  Id,
  LocationId,
  PersonId,
  PlacementId,
  ProposalId,
  ProviderId,
  ReferralId,
  ReferrerId,
  ReportId,
  StayId,
  TextId,
  UnitId,
  WebhookId,
} from './ids';
export { asInstant, asLocalDate, isLocalDate } from './time';
export type { Instant, LocalDate } from './time';
export {
  actorRoles,
  careFormNames,
  careForms,
  careFormsNotYetBuilt,
  correctionReasons,
  declineReasons,
  destinations,
  endReasons,
  expertises,
  familyLikeCareForms,
  findingKinds,
  languages,
  municipalities,
  municipalityCodes,
  perspectives,
  proposalWithdrawalReasons,
  providerRoles,
  purposes,
  referralWithdrawalReasons,
  referrerTypes,
  reportingWays,
  returnReasons,
  securityLevels,
  sexPolicies,
  sexes,
  stayOrigins,
  targetGroups,
  unitFindingKinds,
  urgencies,
} from './vocabulary';
export type {
  ActorRole,
  CareForm,
  CorrectionReason,
  DeclineReason,
  Destination,
  EndReason,
  Expertise,
  FindingKind,
  Language,
  MunicipalityCode,
  Perspective,
  ProposalWithdrawalReason,
  ProviderRole,
  Purpose,
  ReferralWithdrawalReason,
  ReferrerType,
  ReportingWay,
  ReturnReason,
  SecurityLevel,
  Sex,
  SexPolicy,
  StayOrigin,
  TargetGroup,
  UnitFindingKind,
  Urgency,
} from './vocabulary';
export { BrokenInvariant } from './broken-invariant';
export { isRefusal, refusals, refuse } from './refusals';
export type { Refusal, RefusalCode } from './refusals';
export { rules } from './rules';
export type { Rule, RuleId, RuleKind } from './rules';
export { liveEvents, roomFeeds, roomRefusals } from './live';
export type {
  FeedRow,
  FollowRoom,
  LeaveRoom,
  MoveAway,
  Position,
  ReferralRow,
  Room,
  RoomChanges,
  RoomKind,
  RoomRefused,
  RoomState,
  UnitRow,
} from './live';
export { applyRoomMessage, emptyRoom } from './live-client-state';
export type { AppliedMessage, RoomView } from './live-client-state';
export { capacityLines, reportOutcomes, reportRefusals } from './http/availability';
export type {
  AvailabilityReport,
  CapacityLine,
  CapacityView,
  PlacesOfRegion,
  PlacesOfUnit,
  RegionCapacity,
  ReportAnswer,
  ReportAvailability,
  ReportOutcome,
} from './http/availability';
export type { Page, Problem } from './http/common';
export type { ClockView, IssueToken, SettledView, StepClock } from './http/development';
export { hardCriteria, softCriteria } from './http/matching';
export type { CandidateView, CandidatesView, ExcludedUnitView, HardCriterion, SoftCriterion } from './http/matching';
export { proposalStatuses, referralStatuses } from './http/referrals';
export type {
  AcceptProposal,
  CaseBody,
  CompleteReferral,
  DecideTriage,
  DeclineProposal,
  FitView,
  PersonBody,
  ProposalAction,
  ProposalStatus,
  ProposalView,
  ProposePlace,
  ReferralAction,
  ReferralStatus,
  ReferralView,
  StayAction,
  SubmitReferral,
  WithdrawProposal,
  WithdrawReferral,
} from './http/referrals';
export type {
  AddLocation,
  AgreeCapacity,
  AgreementView,
  LocationView,
  ProviderAction,
  ProviderView,
  ReferrerView,
  RegisterProvider,
  RegisterReferrer,
  RegisterUnit,
  UnitProfileBody,
} from './http/registry';
export { stayStatuses } from './http/stays';
export type {
  ConfirmAdmission,
  CorrectMoment,
  EndStay,
  FindingView,
  MomentOrDay,
  PlanStayEnd,
  RecordBypass,
  RecordInheritedStay,
  StayStatus,
  StayView,
} from './http/stays';
export type { ProcessesView, ProcessView, ReaderView, StuckWorkView, ViolationView } from './http/stuck-work';
export type { UnitAction, UnitListItem, UnitView } from './http/units';
export { webhookFailures } from './http/webhooks';
export type {
  ChangeWebhookSecret,
  RegisterWebhook,
  ResumeWebhook,
  WebhookFailure,
  WebhookPause,
  WebhookStateView,
  WebhookView,
} from './http/webhooks';
export { textLanguages } from './language';
export type { InEachLanguage, TextLanguage } from './language';
export { edgeProblems } from './problems/edge-problems';
export type { EdgeProblemCode } from './problems/edge-problems';
export { edgeProblemTexts } from './problems/edge-problem-texts';
export { fieldWords, isFieldFlaw } from './problems/field-words';
export type { FieldFlaw } from './problems/field-words';
export { inWords } from './problems/problem-text';
export type { ProblemText, ProblemWords, TextValues } from './problems/problem-text';
export { problemType, refusalStatus } from './problems/problem-type';
export { refusalInWords, refusalTexts } from './problems/refusal-texts';
export { warningInWords } from './problems/report-warning';
export type { ReportWarning } from './problems/report-warning';
