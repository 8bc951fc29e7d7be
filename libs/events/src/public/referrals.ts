import {
  careForms,
  declineReasons,
  municipalityCodes,
  proposalWithdrawalReasons,
  purposes,
  referralWithdrawalReasons,
  returnReasons,
  urgencies,
  type ProposalId,
  type ProviderId,
  type ReferrerId,
  type StayId,
  type UnitId,
} from '@cap/contracts';
import type { ReferralEvent, Request } from '../internal/referral-events';
import { day, id, listOf, moment, oneOf } from './fields';
import { leaves, typesOf, type Decided } from './public-type';

const typeOf = typesOf({ topic: 'cap.referrals', idField: 'referralId', details: '/v1/referrals/{id}' });

/** Without the perspective: it says something about the young person, and nobody outside acts on it. */
const request = {
  municipality: oneOf(municipalityCodes),
  purpose: oneOf(purposes),
  careForms: listOf(oneOf(careForms)),
  urgency: oneOf(urgencies),
};
const requested = ({ municipality, purpose, careForms: forms, urgency }: Request) => ({
  municipality,
  purpose,
  careForms: forms,
  urgency,
});
const proposal = { proposalId: id<ProposalId>() };

/** What others hear of a referral and its proposals. */
export const referrals = {
  ReferralSubmitted: leaves(typeOf('submitted', { referrerId: id<ReferrerId>(), ...request }), (data) => ({
    referrerId: data.referrerId,
    ...requested(data),
  })),
  ReferralReturned: leaves(typeOf('returned', { reason: oneOf(returnReasons) }), ({ reason }) => ({ reason })),
  ReferralCompleted: leaves(typeOf('completed', request), requested),
  ReferralAdmittedToMatching: leaves(typeOf('admitted-to-matching', {}), () => ({})),
  ReferralWithdrawn: leaves(typeOf('withdrawn', { reason: oneOf(referralWithdrawalReasons) }), ({ reason }) => ({
    reason,
  })),
  PlaceProposed: leaves(
    typeOf('place-proposed', {
      ...proposal,
      unitId: id<UnitId>(),
      providerId: id<ProviderId>(),
      careForm: oneOf(careForms),
      holdsFrom: day(),
      expiresAt: moment(),
    }),
    ({ proposalId, unitId, providerId, careForm, holdsFrom, expiresAt }) => ({
      proposalId,
      unitId,
      providerId,
      careForm,
      holdsFrom,
      expiresAt,
    }),
  ),
  ProposalAccepted: leaves(
    typeOf('proposal-accepted', { ...proposal, stayId: id<StayId>() }),
    ({ proposalId, stayId }) => ({ proposalId, stayId }),
  ),
  ProposalDeclined: leaves(
    typeOf('proposal-declined', { ...proposal, reason: oneOf(declineReasons) }),
    ({ proposalId, reason }) => ({ proposalId, reason }),
  ),
  ProposalWithdrawn: leaves(
    typeOf('proposal-withdrawn', { ...proposal, reason: oneOf(proposalWithdrawalReasons) }),
    ({ proposalId, reason }) => ({ proposalId, reason }),
  ),
  ProposalExpired: leaves(typeOf('proposal-expired', proposal), ({ proposalId }) => ({ proposalId })),
  ProposalReleased: leaves(
    typeOf('proposal-released', { ...proposal, acceptedProposalId: id<ProposalId>() }),
    ({ proposalId, acceptedProposalId }) => ({ proposalId, acceptedProposalId }),
  ),
} satisfies Decided<ReferralEvent>;
