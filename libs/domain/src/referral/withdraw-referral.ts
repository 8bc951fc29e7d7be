import { refuse, type Instant, type ReferralWithdrawalReason } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { Decide } from '../decide';
import { submitted, type ReferralState } from './state';

export interface WithdrawReferralCommand {
  readonly at: Instant;
  readonly reason: ReferralWithdrawalReason;
}

/** REF-5: the referrer takes a referral back; places that were held for it are given up in the same decision. */
export const withdrawReferral: Decide<WithdrawReferralCommand, ReferralState, unknown, ReferralEvent> = (
  { reason },
  state,
) => {
  const referral = submitted(state);
  if (referral.status === 'placed') return refuse('referral-has-a-stay', { stayId: referral.stayId });
  if (referral.status === 'withdrawn') return refuse('referral-closed', { status: referral.status });
  const open = referral.proposals.filter(({ status }) => status === 'open');
  return [
    ...open.map(({ proposalId }): ReferralEvent => ({
      type: 'ProposalWithdrawn',
      data: { proposalId, reason: 'referral-withdrawn' },
    })),
    { type: 'ReferralWithdrawn', data: { reason } },
  ];
};
