export { afterRestore } from './after-restore';
export { businessInstant, businessNow, clockMode, stepClock } from './business-clock';
export type { BusinessNow } from './business-clock';
export { connectDatabase } from './connect-database';
export { usualLimits } from './connection-limits';
export type { ConnectionLimits } from './connection-limits';
export { createDataSource } from './database';
export type { DatabaseOptions } from './database';
export { DatabaseConfig, OwnerConfig } from './database-config';
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
  readStreamsOf,
  readStretch,
  sequenceLog,
  streamVersion,
  streamVersions,
} from './log';
export type { Stream, StreamPlace } from './log';
export { lockCheckpoint, putCheckpoint, readOnce, readerStates, resumeHalted } from './log-reader';
export type { LogReader, PassOutcome } from './log-reader';
export { migrate } from './migrate';
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
export { isOverload, isRetryable, isTransient } from './transient';
export { UnitOfWork } from './unit-of-work';
export type { CommandActor, Written } from './unit-of-work';
export { Wakeup } from './wakeup';
export type { WakeupChannel } from './wakeup';
export { readChanges, readFeed, writeFeed } from './feed';
export type { FeedChange, FeedPosition, FeedState } from './feed';
export { addToEpoch, beginEpoch, nextEpoch, removeOtherEpochs } from './feed-epoch';
export { giveUpLease, withLease } from './lease';
export type { UnderLease } from './lease';
export { OutwardReader } from './outward-reader';
export type { NoTurn, Turn } from './outward-reader';
export { endRound, keepViolations, openViolations, roundBegins } from './violations';
export type { Violation } from './violations';
export { countConnections, databaseAnswers } from './count-connections';
export { waitingWork } from './waiting-work';
export type { WaitingWork } from './waiting-work';
export { WebhookPlace } from './webhook-place';
export type { WebhookTurn } from './webhook-place';
export {
  addWebhook,
  changeWebhookSecret,
  dueWebhooks,
  listWebhooks,
  pauseWebhook,
  resumeWebhook,
  webhookStates,
} from './webhooks';
export type { Webhook } from './webhooks';
