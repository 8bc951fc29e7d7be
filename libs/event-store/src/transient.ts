import { QueryFailedError } from 'typeorm';
import { versionConflict } from './log';

const deadlock = '40P01';
const serializationFailure = '40001';

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

/** Whether the same work may succeed later: a lost race, a lost connection, a server that is starting or full. */
export const isTransient = (error: unknown): boolean => {
  const code = codeOf(error);
  if (isRetryable(error) || infrastructureClasses.includes(code.slice(0, 2))) return true;
  if (/^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_)/.test(code)) return true;
  return (
    error instanceof Error &&
    /connection (terminated|timeout|error)|timeout exceeded|not connected/i.test(error.message)
  );
};
