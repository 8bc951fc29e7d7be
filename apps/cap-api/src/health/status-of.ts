import type { StuckWorkView, ViolationView, WebhookStateView } from '@cap/contracts';

/** `degraded`: it answers, and somewhere behind it something waits for an operator. */
export type Status = 'ok' | 'degraded';

/** How the installation does, by what is stuck in it and what the auditor found. */
export function statusOf(
  { readers, parkedStreams, openDeadLetters, webhooks }: StuckWorkView,
  violations: readonly ViolationView[],
): Status {
  const held = readers.some(({ haltedAt, waitingFor }) => haltedAt !== null || waitingFor !== null);
  const wrong = violations.some(({ open }) => open > 0);
  const unserved = webhooks.some((webhook) => isGivenUp(webhook) || isHeldUp(webhook));
  return held || wrong || unserved || parkedStreams > 0 || openDeadLetters > 0 ? 'degraded' : 'ok';
}

/** A subscriber is paused because it kept failing, and nobody has taken note yet. */
export const isGivenUp = ({ pausedBecause }: WebhookStateView): boolean => pausedBecause === 'failing';

/** A subscriber cannot be told what comes next: that is ours to mend. One that is paused waits for nothing. */
export const isHeldUp = ({ pausedBecause, lastFailure }: WebhookStateView): boolean =>
  pausedBecause === null && lastFailure === 'cannot-be-told';
