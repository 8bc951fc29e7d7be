import { acknowledgedKept } from './checks/acknowledged-kept';
import { claimsLinearisable } from './checks/claims-linearisable';
import { deadlinesInTime } from './checks/deadlines-in-time';
import { freeAddsUp } from './checks/free-adds-up';
import { livePositionsRise } from './checks/live-positions-rise';
import { liveToldTheTruth } from './checks/live-told-the-truth';
import { newestReportStands } from './checks/newest-report-stands';
import { oncePromised } from './checks/once-promised';
import { onceDone } from './checks/once-done';
import { staysHaveOrigin } from './checks/stays-have-origin';
import type { Check } from './check';
import type { History } from './history';

/** All that the auditor looks at. */
export const checks: readonly Check[] = [
  oncePromised,
  claimsLinearisable,
  acknowledgedKept,
  freeAddsUp,
  staysHaveOrigin,
  deadlinesInTime,
  liveToldTheTruth,
  livePositionsRise,
  onceDone,
  newestReportStands,
];

export interface CheckedVerdict {
  readonly name: string;
  readonly asks: string;
  readonly saw: number;
  readonly violations: readonly string[];
  readonly clean: boolean;
}
export interface Verdict {
  readonly clean: boolean;
  readonly checks: readonly CheckedVerdict[];
}

/** Clean only when every check saw something and found nothing wrong: a check that saw nothing proves nothing. */
export function verdictOn(history: History, asked: readonly Check[] = checks): Verdict {
  const results = asked.map(({ name, asks, run }) => {
    const { saw, violations } = run(history);
    return { name, asks, saw, violations, clean: saw > 0 && violations.length === 0 };
  });
  return { clean: results.every(({ clean }) => clean), checks: results };
}
