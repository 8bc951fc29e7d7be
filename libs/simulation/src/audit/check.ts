import type { History } from './history';

export interface CheckResult {
  /** How often the thing happened that could have gone wrong. */
  readonly saw: number;
  /** One sentence each, with the ids that it is about. */
  readonly violations: readonly string[];
}
/** One question to a history. Pure. */
export interface Check {
  readonly name: string;
  /** What it asks, in Dutch, for the summary. */
  readonly asks: string;
  readonly run: (history: History) => CheckResult;
}
