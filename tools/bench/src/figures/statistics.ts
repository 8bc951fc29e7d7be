/** The middle of some measurements, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The middle one; of an even number the mean of the two in the middle. Throws a `RangeError` when there are none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('There is no median of nothing.');
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The smallest value that at least `percent` of all do not exceed. Throws a `RangeError` when there are none. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError('There is no percentile of nothing.');
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: median(sorted), least: sorted[0]!, most: sorted.at(-1)! };
}

/**
 * What is measured against what it is measured beside, round by round: what slows a machine down for a while slows both.
 * Throws a `RangeError` where a round lacks one of the two.
 */
export function ratios(subject: readonly number[], beside: readonly number[]): number[] {
  if (subject.length !== beside.length) throw new RangeError('Each round needs both its measurements.');
  return subject.map((value, round) => value / beside[round]!);
}
