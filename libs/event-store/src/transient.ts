import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { versionConflict } from './log';

const deadlock = '40P01';
const serializationFailure = '40001';

const lockNotAvailable = '55P03';
const statementTimeout = '57014';
const tooManyConnections = '53300';
const idleInTransaction = '25P03';

/** The connection broke while a transaction asked nothing: the driver took it back, and says so at the next statement. */
const brokeBetweenStatements = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** SQLSTATE classes that say something about the server or the connection, not about the statement. */
const infrastructureClasses = ['08', '53', '57', '58'];

const codeOf = (error: unknown): string => {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** Whether a failed transaction may be decided anew at once: another one was first. */
export const isRetryable = (error: unknown): boolean =>
  [versionConflict, deadlock, serializationFailure].includes(codeOf(error));

/**
 * Whether something took too long or was too much: no connection free in time, or a limit on locks or statements reached.
 * Not `isRetryable`: who waited for it has waited long enough, and trying at once makes it worse.
 */
export const isOverload = (error: unknown): boolean =>
  [lockNotAvailable, statementTimeout, tooManyConnections].includes(codeOf(error)) ||
  (error instanceof Error && /timeout exceeded when trying to connect/.test(error.message));

/** Whether the same work may succeed later: a lost race, a lost connection, a limit reached, a server that is starting or full. */
export const isTransient = (error: unknown): boolean => {
  const code = codeOf(error);
  if (isRetryable(error) || isOverload(error) || code === idleInTransaction) return true;
  if (infrastructureClasses.includes(code.slice(0, 2)) || /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_)/.test(code)) return true;
  if (brokeBetweenStatements.some((kind) => error instanceof kind)) return true;
  return (
    error instanceof Error && /connection (terminated|timeout|error)|not (connected|queryable)/i.test(error.message)
  );
};
