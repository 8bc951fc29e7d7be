import type {
  Instant,
  PersonId,
  ProposalId,
  ProviderId,
  ReferralId,
  ReferrerId,
  StayId,
  TextId,
  UnitId,
} from '@cap/contracts';
import type { ReferralEvent, Request } from '@cap/events';
import { day, monday, moment, sampleId } from '../ids.samples';
import { defaultPolicy } from '../policy/state';
import type { ProposePlaceFacts } from './propose-place';

type EventOf<Type extends ReferralEvent['type']> = Extract<ReferralEvent, { type: Type }>;

export const referralId = sampleId<ReferralId>(1);
export const stayId = sampleId<StayId>(40);
export const textId = sampleId<TextId>(50);
export const unitId = (n: number) => sampleId<UnitId>(100 + n);
export const proposalId = (n: number) => sampleId<ProposalId>(200 + n);
export const providerId = sampleId<ProviderId>(300);
export const noon = moment('2028-01-03T11:00:00.000Z');
export const expiresAt = moment('2028-01-04T09:00:00.000Z');
export const justBefore = (at: Instant): Instant => moment(new Date(Date.parse(at) - 1));

export const request: Request = {
  caseId: sampleId(10),
  municipality: 'GM0503',
  purpose: 'living',
  careForms: ['family-home', 'living-group'],
  urgency: 'urgent',
  perspective: 'return-home',
};

export const submission = {
  referralId,
  numberSequence: 7,
  personId: sampleId<PersonId>(2),
  referrerId: sampleId<ReferrerId>(3),
};
export const submittedEvent: ReferralEvent = { type: 'ReferralSubmitted', data: { ...submission, ...request } };
export const returnedEvent: ReferralEvent = {
  type: 'ReferralReturned',
  data: { reason: 'information-missing', explanationId: textId },
};
export const admittedEvent: ReferralEvent = { type: 'ReferralAdmittedToMatching', data: { explanationId: textId } };
export const withdrawnEvent: ReferralEvent = { type: 'ReferralWithdrawn', data: { reason: 'no-longer-needed' } };

/** The `n`th proposal, to the `n`th unit. */
export const proposed = (n: number): EventOf<'PlaceProposed'> => ({
  type: 'PlaceProposed',
  data: {
    proposalId: proposalId(n),
    unitId: unitId(n),
    providerId,
    placementId: sampleId(400 + n),
    careForm: 'family-home',
    holdsFrom: day('2028-01-03'),
    expiresAt,
    policyVersion: defaultPolicy.version,
  },
});

/** How the `n`th proposal was answered. */
export const answers = {
  accepted: (n: number): ReferralEvent => ({ type: 'ProposalAccepted', data: { proposalId: proposalId(n), stayId } }),
  declined: (n: number): ReferralEvent => ({
    type: 'ProposalDeclined',
    data: { proposalId: proposalId(n), reason: 'age-does-not-fit', explanationId: textId },
  }),
  withdrawn: (n: number): ReferralEvent => ({
    type: 'ProposalWithdrawn',
    data: { proposalId: proposalId(n), reason: 'needs-changed' },
  }),
  expired: (n: number): ReferralEvent => ({ type: 'ProposalExpired', data: { proposalId: proposalId(n) } }),
  released: (n: number): ReferralEvent => ({
    type: 'ProposalReleased',
    data: { proposalId: proposalId(n), acceptedProposalId: proposalId(9) },
  }),
};

/** Histories, by where they lead. */
export const awaitingTriage: readonly ReferralEvent[] = [submittedEvent];
export const returned: readonly ReferralEvent[] = [submittedEvent, returnedEvent];
export const inMatching: readonly ReferralEvent[] = [submittedEvent, admittedEvent];
export const withOpenProposal: readonly ReferralEvent[] = [...inMatching, proposed(1)];
export const placed: readonly ReferralEvent[] = [...withOpenProposal, answers.accepted(1)];
export const withdrawn: readonly ReferralEvent[] = [...inMatching, withdrawnEvent];

export const proposeFacts: ProposePlaceFacts = {
  unit: { providerId, careForm: 'family-home' },
  fails: [],
  freePlaces: 1,
  policy: defaultPolicy,
  holidays: new Set(),
};
export const proposeCommand = (n: number, at: Instant = monday) => ({
  at,
  proposalId: proposalId(n),
  placementId: proposed(n).data.placementId,
  unitId: unitId(n),
});
