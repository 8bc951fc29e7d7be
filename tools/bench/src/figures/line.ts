import { ratios, spread, type Spread } from './statistics';

/** One line of the table: what was measured, beside what, and whether that is what was asked. */
export interface Line {
  /** The letter of the benchmark. */
  readonly of: string;
  readonly what: string;
  readonly unit: string;
  readonly value: Spread;
  readonly beside?: { readonly what: string; readonly value: Spread; readonly ratio: Spread };
  /** As it was asked, in words; absent where it is told only. */
  readonly asked?: string;
  readonly reached?: boolean;
}

type Limit = { readonly least: number } | { readonly most: number };

interface Measured {
  readonly of: string;
  readonly what: string;
  readonly unit: string;
  /** One a round. */
  readonly values: readonly number[];
  readonly limit?: Limit;
}

const isWithin = (value: number, limit: Limit): boolean =>
  'least' in limit ? value >= limit.least : value <= limit.most;
const inWords = (limit: Limit): string => ('least' in limit ? `≥ ${limit.least}` : `≤ ${limit.most}`);

/** A measurement by itself; a limit holds for its median. */
export function alone({ of, what, unit, values, limit }: Measured): Line {
  const value = spread(values);
  const asked = limit && { asked: `${inWords(limit)} ${unit}`, reached: isWithin(value.median, limit) };
  return { of, what, unit, value, ...asked };
}

/** A measurement beside its denominator, round by round; a limit holds for the median of the ratios. */
export function beside(
  { of, what, unit, values, limit }: Measured,
  other: { readonly what: string; readonly values: readonly number[] },
): Line {
  const ratio = spread(ratios(values, other.values));
  const asked = limit && { asked: `${inWords(limit)} ×`, reached: isWithin(ratio.median, limit) };
  const compared = { what: other.what, value: spread(other.values), ratio };
  return { of, what, unit, value: spread(values), beside: compared, ...asked };
}
