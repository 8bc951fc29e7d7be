declare const timeKind: unique symbol;

/** A calendar day in Europe/Amsterdam, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly [timeKind]: 'local-date' };

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. Texts of this shape sort as the moments do. */
export type Instant = string & { readonly [timeKind]: 'instant' };

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is an existing calendar day. */
export const isLocalDate = (text: unknown): text is LocalDate =>
  typeof text === 'string' &&
  datePattern.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Takes a text as a calendar day. Throws a `RangeError` when there is no such day. */
export function asLocalDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`Not a calendar day: ${text}`);
  return text;
}

/** Takes a date or an ISO 8601 text with any offset as a moment in UTC. Throws a `RangeError` when it is none. */
export function asInstant(moment: string | Date): Instant {
  return new Date(moment).toISOString() as Instant;
}
