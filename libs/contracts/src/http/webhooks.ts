import type { WebhookId } from '../ids';
import type { Instant } from '../time';

/** Why a subscriber did not take an event: it answered with another status than 2xx, or nothing that we may go to. */
export const webhookFailures = [
  'refused',
  'redirected',
  'no-answer',
  'address-not-allowed',
  'certificate-not-accepted',
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
export interface WebhookView {
  webhookId: WebhookId;
  name: string;
  url: string;
  topics: string[];
  /** Everything up to here was delivered. */
  position: number;
  /** Failed tries since the last delivery. */
  failures: number;
  lastFailure: WebhookFailure | null;
  /** `failing`: it kept failing; `asked`: the administrator paused it. Null while it is delivered to. */
  pausedBecause: WebhookPause | null;
  pausedAt: Instant | null;
}
