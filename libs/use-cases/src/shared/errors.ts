import type { Instant } from '@cap/contracts';

/** The thing that a command or a question names does not exist, or the actor may not know that it does. */
export class NotFound extends Error {
  constructor(
    readonly what: 'referral' | 'proposal' | 'stay' | 'unit' | 'provider' | 'referrer' | 'location' | 'webhook',
  ) {
    super(`There is no such ${what}.`);
  }
}

/** The thing changed since the version that the command was decided on (`If-Match`). Nothing was done. */
export class WrongVersion extends Error {
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Expected version ${expected}, found ${actual}.`);
  }
}

/** What was free is not known of the moment that is asked: it is still to come, or nothing was recorded by then. */
export class UnknownMoment extends Error {
  constructor(
    readonly why: 'still-to-come' | 'before-the-first-fact',
    /** Now, for a moment to come; else the first moment that is known, null when there is none. */
    readonly bound: Instant | null,
  ) {
    super(`Nothing is known of that moment: ${why}.`);
  }
}
