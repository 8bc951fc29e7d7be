import type { WebhookId } from '../ids';
import type { Instant } from '../time';

/**
 * Why a subscriber did not take an event: it answered with another status than 2xx (`gone`: with 410, and it wants no more), or
 * not at all, or it is nothing that we may go to. `cannot-be-told`: it was not asked, for the event or the subscriber's secret
 * cannot be read here; that is ours to mend.
 */
export const webhookFailures = [
  'refused',
  'redirected',
  'gone',
  'no-answer',
  'address-not-allowed',
  'certificate-not-accepted',
  'cannot-be-told',
] as const;
export type WebhookFailure = (typeof webhookFailures)[number];
export type WebhookPause = 'failing' | 'asked';

/** `POST /v1/webhooks`: somebody gets what leaves the house over HTTP. */
export interface RegisterWebhook {
  webhookId: string;
  /** Whose it is. */
  name: string;
  /** Where each event is sent, with `https`. */
  url: string;
  /** Such as `cap.stays`. */
  topics: string[];
  /** `whsec_` and 24 to 64 bytes in base64: what is sent is signed with it. It is never shown again. */
  secret: string;
  /** Position of the log after which it begins; the end of the log when it is left out. */
  after?: number;
}
/** `POST /v1/webhooks/{id}/resumptions`: goes on, or begins again after a position of the log. */
export interface ResumeWebhook {
  after?: number;
}
/** `POST /v1/webhooks/{id}/secrets`: another secret. For a day what is sent is signed under both. */
export interface ChangeWebhookSecret {
  secret: string;
}
/** How one subscriber does, by opaque ids. */
export interface WebhookStateView {
  webhookId: WebhookId;
  /** Everything up to this position of the log was delivered, or need not be. */
  position: number;
  /** How many events of the log come after it. */
  behind: number;
  /** Failed tries since the last delivery. */
  failures: number;
  lastFailure: WebhookFailure | null;
  /** `failing`: it kept failing; `asked`: the administrator paused it. Null while it is delivered to. */
  pausedBecause: WebhookPause | null;
  /** Real time. */
  pausedAt: Instant | null;
}
export interface WebhookView extends WebhookStateView {
  name: string;
  url: string;
  topics: string[];
}
