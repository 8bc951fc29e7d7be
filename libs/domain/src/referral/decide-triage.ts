import { refuse, type Instant, type ReturnReason, type TextId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { Decide } from '../decide';
import { submitted, type ReferralState } from './state';

export type DecideTriageCommand = { readonly at: Instant; readonly explanationId: TextId | null } & (
  { readonly outcome: 'to-matching' } | { readonly outcome: 'return-for-completion'; readonly reason: ReturnReason }
);

/** REF-5: the desk lets a referral into matching, or sends it back for completion with a reason. */
export const decideTriage: Decide<DecideTriageCommand, ReferralState, unknown, ReferralEvent> = (command, state) => {
  const { status } = submitted(state);
  if (status !== 'awaiting-triage') return refuse('referral-not-awaiting-triage', { status });
  const { explanationId } = command;
  switch (command.outcome) {
    case 'to-matching':
      return [{ type: 'ReferralAdmittedToMatching', data: { explanationId } }];
    case 'return-for-completion':
      return [{ type: 'ReferralReturned', data: { reason: command.reason, explanationId } }];
  }
};
