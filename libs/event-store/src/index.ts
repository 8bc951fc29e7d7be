export { businessInstant, businessNow, clockMode, stepClock } from './business-clock';
export type { BusinessNow } from './business-clock';
export { connectDatabase } from './connect-database';
export { createDataSource, migrate } from './database';
export type { DatabaseOptions } from './database';
export {
  askReplay,
  deadLetterOf,
  keepLetters,
  listDeadLetters,
  markHandled,
  openDeadLetters,
  settleReplay,
} from './dead-letters';
export type { DeadLetter, KeptLetter, ReplayOutcome } from './dead-letters';
export { clearDeadline, deadlineKinds, dueDeadlines, fireDeadline, nextDeadline, setDeadlines } from './deadlines';
export type { Deadline, DeadlineKind } from './deadlines';
export { Follower } from './follower';
export { Listener } from './listener';
export {
  logHead,
  positionOf,
  readLog,
  readStream,
  readStretch,
  sequenceLog,
  streamVersion,
  streamVersions,
} from './log';
export type { Stream } from './log';
export { readOnce, readerStates, resumeHalted } from './log-reader';
export type { LogReader, PassOutcome } from './log-reader';
export {
  askToResume,
  goOnAt,
  isParked,
  isResumptionAsked,
  listParked,
  parkStream,
  resolveParked,
  takeAskedStream,
} from './parked-streams';
export type { ParkedKey, ParkedStream } from './parked-streams';
export { readHolidays, readPolicy } from './policy';
export { ProcessRegister } from './process-register';
export type { ProcessEntry } from './process-register';
export { CommandIdReused, CommandRunner } from './run-command';
export type { Carried, CommandEnvelope } from './run-command';
export { stuckWork } from './stuck-work';
export { isRetryable, isTransient } from './transient';
export { UnitOfWork } from './unit-of-work';
export type { CommandActor, Written } from './unit-of-work';
export { Wakeup } from './wakeup';
export type { WakeupChannel } from './wakeup';
export { readFeed, writeFeed } from './feed';
export type { FeedChange, FeedPosition, FeedState } from './feed';
export { giveUpLease, withLease } from './lease';
export type { UnderLease } from './lease';
