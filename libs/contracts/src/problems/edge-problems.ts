/**
 * What the edge of the HTTP interface does not take, before the domain is asked: each code with its HTTP status. Codes
 * are stable and never reused.
 */
export const edgeProblems = {
  // The request itself
  'address-unreadable': 400,
  'after-unreadable': 400,
  'bsn-not-accepted': 400,
  'cursor-unreadable': 400,
  'id-unreadable': 400,
  'idempotency-key-missing': 400,
  'if-match-unreadable': 400,
  'input-invalid': 400,
  'moment-still-to-come': 400,
  'number-unreadable': 400,
  'request-unreadable': 400,
  // Who asks
  'not-signed-in': 401,
  'not-allowed': 403,
  // What is not there
  'location-not-found': 404,
  'moment-before-the-first-fact': 404,
  'proposal-not-found': 404,
  'provider-not-found': 404,
  'referral-not-found': 404,
  'referrer-not-found': 404,
  'route-unknown': 404,
  'stay-not-found': 404,
  'unit-not-found': 404,
  'webhook-not-found': 404,
  'method-not-allowed': 405,
  // What does not go with how things stand
  'person-differs': 409,
  'changed-meanwhile': 412,
  'command-id-reused': 422,
  // The door
  'request-too-slow': 408,
  'request-too-large': 413,
  'headers-too-large': 431,
  'internal-error': 500,
  'temporarily-unavailable': 503,
  'too-busy': 503,
  // Development instances only
  'clock-goes-forward': 409,
  'instance-in-use': 409,
} as const satisfies Record<string, number>;

export type EdgeProblemCode = keyof typeof edgeProblems;
