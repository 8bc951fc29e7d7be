import { refuse, type Instant, type ReturnReason, type TextId } from '@cap/contracts';
import type { ReferralEvent } from '@cap/events';
import type { Decide } from '../decide';
import { submitted, type ReferralState } from './state';

/** `explanationId`: where the dossier keeps the explanation. */
export type DecideTriageCommand = { readonly at: Instant; readonly explanationId: TextId } & (
  { readonly outcome: 'to-matching' } | { readonly outcome: 'return-for-completion'; readonly reason: ReturnReason }
);

export interface DecideTriageFacts {
  /** Whether there is an explanation with anything in it. */
  readonly hasExplanation: boolean;
}

/** REF-5: the desk lets a referral into matching, or sends it back for completion with a reason. Either way it says why. */
export const decideTriage: Decide<DecideTriageCommand, ReferralState, DecideTriageFacts, ReferralEvent> = (
  command,
  state,
  { hasExplanation },
) => {
  const { status } = submitted(state);
  if (status !== 'awaiting-triage') return refuse('referral-not-awaiting-triage', { status });
  if (!hasExplanation) return refuse('triage-without-explanation', { outcome: command.outcome });
  const { explanationId } = command;
  switch (command.outcome) {
    case 'to-matching':
      return [{ type: 'ReferralAdmittedToMatching', data: { explanationId } }];
    case 'return-for-completion':
      return [{ type: 'ReferralReturned', data: { reason: command.reason, explanationId } }];
  }
};
