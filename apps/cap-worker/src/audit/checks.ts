import type { Check } from './check';
import { claimsFollowLog } from './claims-follow-log';
import { deadlinesFollowLog, logHasDeadlines } from './deadlines-follow-log';
import { listsFollowLog } from './lists-follow-log';
import { eventsHavePositions, feedsAreNumbered, logIsDense } from './positions';

/** Everything that must always hold, in the order in which the auditor takes its turns. */
export const checks: readonly Check[] = [
  logIsDense,
  eventsHavePositions,
  claimsFollowLog,
  deadlinesFollowLog,
  logHasDeadlines,
  ...listsFollowLog,
  feedsAreNumbered,
];
