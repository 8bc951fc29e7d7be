import type { CaseId, PersonId, ProposalId, ReferralId, ReferrerId } from '@cap/contracts';
import type { ReferralEvent, Request } from '@cap/events';
import { newId } from './log-story.fixture';

/** For specs: what a referral asks. */
export const request: Request = {
  caseId: newId<CaseId>(),
  municipality: 'GM0518',
  purpose: 'living',
  careForms: ['living-group', 'family-home'],
  urgency: 'regular',
  perspective: 'return-home',
};

export const submittedBy = (referralId: ReferralId, referrerId: ReferrerId, numberSequence = 1): ReferralEvent => ({
  type: 'ReferralSubmitted',
  data: { ...request, referralId, numberSequence, personId: newId<PersonId>(), referrerId },
});

export const proposed = (proposalId: ProposalId): ReferralEvent => ({
  type: 'PlaceProposed',
  data: {
    proposalId,
    unitId: newId(),
    providerId: newId(),
    placementId: newId(),
    careForm: 'living-group',
    holdsFrom: '2028-01-03' as never,
    expiresAt: '2028-01-10T10:00:00.000Z' as never,
    policyVersion: 1,
  },
});

export const toMatching: ReferralEvent = { type: 'ReferralAdmittedToMatching', data: { explanationId: null } };
