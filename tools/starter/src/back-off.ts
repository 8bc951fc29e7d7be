/** Milliseconds of real time. */
export interface BackOff {
  readonly first: number;
  readonly longest: number;
  /** A child that stayed up this long begins again with `first`. */
  readonly forgiveAfter: number;
}

export const usualBackOff: BackOff = { first: 250, longest: 10_000, forgiveAfter: 30_000 };

/** How long to wait before the next start, after a wait of `previous` and a life of `uptime`. */
export const nextDelay = (
  { first, longest, forgiveAfter }: BackOff,
  previous: number | undefined,
  uptime: number,
): number => (previous === undefined || uptime >= forgiveAfter ? first : Math.min(previous * 2, longest));
