import type {
  CareForm,
  Instant,
  ProposalAction,
  ProviderAction,
  ReferralAction,
  StayAction,
  UnitAction,
} from '@cap/contracts';
import {
  allowedProposalActions,
  allowedReferralActions,
  allowedStayActions,
  type Proposal,
  type ReferralState,
  type Stay,
} from '@cap/domain';
import type { CommandActor } from '@cap/event-store';
import { mayGive, mayGiveOn } from './permission';

// What a reader may do now with a thing that it may see: of one thing and of each in a list, from what both know.

const onReferral = {
  'decide-triage': 'DecideTriage',
  complete: 'CompleteReferral',
  withdraw: 'WithdrawReferral',
  propose: 'ProposePlace',
} as const;
const onProposal = { accept: 'AcceptProposal', decline: 'DeclineProposal', withdraw: 'WithdrawProposal' } as const;
const onStay = {
  'confirm-admission': 'ConfirmAdmission',
  'plan-end': 'PlanStayEnd',
  end: 'EndStay',
  'correct-admission': 'CorrectAdmission',
  'correct-end': 'CorrectEnd',
} as const;
const onUnit = { change: 'ChangeUnit', 'agree-capacity': 'AgreeCapacity', report: 'ReportAvailability' } as const;

/** What a reader may do with a referral that it may see. */
export const referralActions = (actor: CommandActor, referral: Pick<ReferralState, 'status'>): ReferralAction[] =>
  allowedReferralActions(referral).filter(
    (action) => action === 'see-candidates' || mayGive(actor, onReferral[action]),
  );

/** What a reader may do at a moment with a proposal that it may see; `stayHasStarted` of the accepted one. */
export const proposalActions = (
  actor: CommandActor,
  proposal: Pick<Proposal, 'status' | 'expiresAt'> & { readonly stayHasStarted: boolean },
  at: Instant,
): ProposalAction[] =>
  allowedProposalActions(proposal, at, proposal).filter((action) => mayGive(actor, onProposal[action]));

/** What a reader may do with a stay that it may see; `running` are the care forms of the young person's other stays. */
export const stayActions = (
  actor: CommandActor,
  stay: Pick<Stay, 'status' | 'careForm'>,
  running: readonly CareForm[],
): StayAction[] => allowedStayActions(stay, running).filter((action) => mayGive(actor, onStay[action]));

/** What a reader may do with a unit of a provider. */
export const unitActions = (actor: CommandActor, { providerId }: { readonly providerId: string }): UnitAction[] =>
  (Object.keys(onUnit) as UnitAction[]).filter((action) =>
    mayGiveOn(actor, onUnit[action], { organisationId: providerId, what: 'unit' }),
  );

/** What a reader may do with a provider, whichever it is. */
export const providerActions = (actor: CommandActor): ProviderAction[] =>
  mayGive(actor, 'AddLocation') ? ['add-location'] : [];
