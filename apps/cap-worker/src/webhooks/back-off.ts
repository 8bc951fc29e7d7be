/** Real milliseconds after the first failed try, doubled by each that follows. */
const firstWaitMs = 2_000;
const longestWaitMs = 3_600_000;
/** After so many failed tries in a row, about a day, a subscriber is paused. */
export const mostFailures = 34;

/**
 * How long to wait after so many failed tries in a row, in real milliseconds; null when it has been enough. `chance` lies between
 * 0 and 1: up to a fifth is taken off, so that subscribers that failed together do not come back together.
 */
export function waitAfter(failures: number, chance: number): number | null {
  if (failures >= mostFailures) return null;
  return Math.round(Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs) * (1 - chance / 5));
}
