import { asId, asInstant, asLocalDate, type Id } from '@cap/contracts';

/** The `n`th invented identifier. */
export const sampleId = <T extends Id<string>>(n: number): T =>
  asId<T>(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`);

export const day = asLocalDate;
export const moment = asInstant;

/** Monday 3 January 2028, 10:00 in Amsterdam. */
export const monday = moment('2028-01-03T09:00:00.000Z');
