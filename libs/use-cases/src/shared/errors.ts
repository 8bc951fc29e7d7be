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
