import { asInstant, type Instant } from '@cap/contracts';
import { Column } from 'typeorm';

const asText = {
  to: (instant: Instant | null) => instant,
  from: (moment: Date | null): Instant | null => moment && asInstant(moment),
};

/** A column with a moment, which stays the text of `@cap/contracts`; TypeORM by itself would make a `Date` of it. */
export const InstantColumn = (name: string, options: { nullable?: boolean } = {}): PropertyDecorator =>
  Column('timestamptz', { name, transformer: asText, ...options });
