import { AcceptProposalHandler } from './accept-proposal/accept-proposal';
import { AddLocationHandler } from './add-location/add-location';
import { AgreeCapacityHandler } from './agree-capacity/agree-capacity';
import { ChangePolicyHandler } from './change-policy/change-policy';
import { ChangeUnitHandler } from './change-unit/change-unit';
import { ChangeWebhookSecretHandler } from './change-webhook-secret/change-webhook-secret';
import { CloseFindingHandler } from './close-finding/close-finding';
import { CompleteReferralHandler } from './complete-referral/complete-referral';
import { ConfirmAdmissionHandler } from './confirm-admission/confirm-admission';
import { CorrectAdmissionHandler } from './correct-admission/correct-admission';
import { CorrectEndHandler } from './correct-end/correct-end';
import { DecideTriageHandler } from './decide-triage/decide-triage';
import { DeclineProposalHandler } from './decline-proposal/decline-proposal';
import { EndStayHandler } from './end-stay/end-stay';
import { ExpireProposalHandler } from './expire-proposal/expire-proposal';
import { MarkStartOverdueHandler } from './mark-start-overdue/mark-start-overdue';
import { PauseWebhookHandler } from './pause-webhook/pause-webhook';
import { PlanStayEndHandler } from './plan-stay-end/plan-stay-end';
import { ProposePlaceHandler } from './propose-place/propose-place';
import { RecordBypassHandler } from './record-bypass/record-bypass';
import { RecordInheritedStayHandler } from './record-inherited-stay/record-inherited-stay';
import { RecordUnitFindingHandler } from './record-unit-finding/record-unit-finding';
import { RegisterProviderHandler } from './register-provider/register-provider';
import { RegisterReferrerHandler } from './register-referrer/register-referrer';
import { RegisterUnitHandler } from './register-unit/register-unit';
import { RegisterWebhookHandler } from './register-webhook/register-webhook';
import { ReportAvailabilityHandler } from './report-availability/report-availability';
import { ResumeWebhookHandler } from './resume-webhook/resume-webhook';
import { SubmitReferralHandler } from './submit-referral/submit-referral';
import { WithdrawProposalHandler } from './withdraw-proposal/withdraw-proposal';
import { WithdrawReferralHandler } from './withdraw-referral/withdraw-referral';
import { ViewCandidatesHandler } from './view-candidates/view-candidates';
import { ViewCapacityHandler } from './view-capacity/view-capacity';
import { ViewProposalHandler } from './view-proposal/view-proposal';
import { ViewRegionCapacityHandler } from './view-region-capacity/view-region-capacity';
import { ViewReferralHandler } from './view-referral/view-referral';
import { ViewStayHandler } from './view-stay/view-stay';
import { ViewUnitHandler } from './view-unit/view-unit';

/** Every command that changes something; the clock's and the reactions' too. */
const commandHandlers = [
  AcceptProposalHandler,
  AddLocationHandler,
  AgreeCapacityHandler,
  ChangePolicyHandler,
  ChangeUnitHandler,
  ChangeWebhookSecretHandler,
  CloseFindingHandler,
  CompleteReferralHandler,
  ConfirmAdmissionHandler,
  CorrectAdmissionHandler,
  CorrectEndHandler,
  DecideTriageHandler,
  DeclineProposalHandler,
  EndStayHandler,
  ExpireProposalHandler,
  MarkStartOverdueHandler,
  PauseWebhookHandler,
  PlanStayEndHandler,
  ProposePlaceHandler,
  RecordBypassHandler,
  RecordInheritedStayHandler,
  RecordUnitFindingHandler,
  RegisterProviderHandler,
  RegisterReferrerHandler,
  RegisterUnitHandler,
  RegisterWebhookHandler,
  ReportAvailabilityHandler,
  ResumeWebhookHandler,
  SubmitReferralHandler,
  WithdrawProposalHandler,
  WithdrawReferralHandler,
];

/** Questions that are answered from a thing's own stream. */
const queryHandlers = [
  ViewCandidatesHandler,
  ViewCapacityHandler,
  ViewProposalHandler,
  ViewReferralHandler,
  ViewRegionCapacityHandler,
  ViewStayHandler,
  ViewUnitHandler,
];

/** What a process registers: all handlers for the front door, the commands alone for the worker. */
export const handlers = { commands: commandHandlers, queries: queryHandlers };
