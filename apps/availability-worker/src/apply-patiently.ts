import { isTransient } from '@cap/event-store';
import { QueryFailedError } from 'typeorm';

/** What became of one report: an outcome, or a failure that lies in this report or in our handling of it. */
export type Handled<Outcome> = { readonly outcome: Outcome } | { readonly failed: unknown };

/** Real milliseconds between two tries; as many tries as there are, and one more. */
export const pauses: readonly number[] = [100, 400, 1600];

type Pause = (ms: number) => Promise<void>;
const realPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Applies reports as one batch, with bounded retries. A batch that keeps failing for a reason of its own is applied one
 * by one, so that the report that cannot be handled does not hold up the others. When the database fails, the error is
 * thrown: nothing is to be committed, and the batch comes again.
 */
export async function applyPatiently<Report, Outcome>(
  reports: readonly Report[],
  apply: (reports: readonly Report[]) => Promise<readonly Outcome[]>,
  pause: Pause = realPause,
): Promise<Handled<Outcome>[]> {
  if (reports.length === 0) return [];
  try {
    const outcomes = await withRetries(() => apply(reports), pause);
    return outcomes.map((outcome) => ({ outcome }));
  } catch (error) {
    if (!liesInTheReports(error)) throw error;
    if (reports.length === 1) return [{ failed: error }];
  }
  const handled: Handled<Outcome>[] = [];
  for (const report of reports) handled.push(...(await applyPatiently([report], apply, pause)));
  return handled;
}

/** What fails for a reason of its own fails again: it gets one more try, not all of them. */
async function withRetries<T>(work: () => Promise<T>, pause: Pause): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const wait = pauses[attempt];
      if (wait === undefined || (attempt > 0 && liesInTheReports(error))) throw error;
      await pause(wait);
    }
  }
}

/** SQLSTATE classes that speak of values: data exceptions, integrity, and what our own functions raise. */
const classesOfValues = ['22', '23', 'P0'];

/** Not so for a lost connection, a full disk, a missing table or right: then every report would fail alike. */
function liesInTheReports(error: unknown): boolean {
  if (isTransient(error)) return false;
  if (!(error instanceof QueryFailedError)) return true;
  const { code } = error.driverError as { code?: string };
  return classesOfValues.includes(code?.slice(0, 2) ?? '');
}
