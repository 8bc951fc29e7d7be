import {
  BrokenInvariant,
  refuse,
  type Instant,
  type PersonId,
  type ReferralId,
  type ReferrerId,
  type ReferrerType,
} from '@cap/contracts';
import type { ReferralEvent, Request } from '@cap/events';
import type { Decide } from '../decide';
import { checkRequest } from './check-request';
import { submitted, type ReferralState } from './state';

export interface SubmitReferralCommand {
  readonly at: Instant;
  readonly referralId: ReferralId;
  readonly numberSequence: number;
  readonly personId: PersonId;
  readonly referrerId: ReferrerId;
  readonly request: Request;
}
export interface CompleteReferralCommand {
  readonly at: Instant;
  readonly request: Request;
}
export interface IntakeFacts {
  /** Null when the referrer is not registered. */
  readonly referrerType: ReferrerType | null;
}

/** CAP-1, CAP-2: a referral comes in, from an entitled referrer, for a care form that suits its purpose. */
export const submitReferral: Decide<SubmitReferralCommand, ReferralState, IntakeFacts, ReferralEvent> = (
  { referralId, numberSequence, personId, referrerId, request },
  state,
  { referrerType },
) => {
  if (state.status !== 'not-submitted') throw new BrokenInvariant('A referral is submitted once.');
  const refusal = checkRequest(request, referrerType);
  if (refusal !== null) return refusal;
  return [{ type: 'ReferralSubmitted', data: { referralId, numberSequence, personId, referrerId, ...request } }];
};

/** REF-5: the referrer completes a referral that came back; it awaits triage again. */
export const completeReferral: Decide<CompleteReferralCommand, ReferralState, IntakeFacts, ReferralEvent> = (
  { request },
  state,
  { referrerType },
) => {
  const { status } = submitted(state);
  if (status !== 'returned') return refuse('referral-not-returned', { status });
  return checkRequest(request, referrerType) ?? [{ type: 'ReferralCompleted', data: request }];
};
