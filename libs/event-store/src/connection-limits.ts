import { Socket } from 'node:net';
import type { ClientConfig } from 'pg';

/** How long anything about a connection may take, in milliseconds of real time. 0 is no limit. */
export interface ConnectionLimits {
  /** Waiting for a connection: a free one of the pool, or a new one. */
  readonly waitMs: number;
  /** One statement. */
  readonly statementMs: number;
  /** One wait for a lock, also for a row that another transaction is writing. */
  readonly lockMs: number;
  /** A transaction in which nothing is asked: the server ends it, so that it holds nobody up. */
  readonly idleInTransactionMs: number;
}

export const usualLimits: ConnectionLimits = {
  waitMs: 10_000,
  statementMs: 10_000,
  lockMs: 5_000,
  idleInTransactionMs: 10_000,
};

/**
 * A migration may work long on a large table. While it waits for a lock, everybody who comes after it waits behind it: so it
 * gives up soon, lets them pass, and asks again.
 */
export const migrationLimits: ConnectionLimits = {
  waitMs: 10_000,
  statementMs: 0,
  lockMs: 2_000,
  idleInTransactionMs: 60_000,
};

/** A connection that nobody uses is closed after this time: sooner than its silence is taken for a cut. */
export const unusedMs = 5_000;
const slackMs = 2_000;

/**
 * The limits as `pg` takes them, for a pool and for a client alike. The server watches over statements, locks and idle
 * transactions; the client over a server that is not heard any more, for a connection that is cut in one direction gives no
 * error of its own.
 */
export function limitsOf({ waitMs, statementMs, lockMs, idleInTransactionMs }: ConnectionLimits): ClientConfig {
  const silenceMs = Math.max(statementMs, idleInTransactionMs, unusedMs) + slackMs;
  return {
    connectionTimeoutMillis: waitMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: unusedMs,
    ...(statementMs === 0 ? {} : { stream: () => watchedSocket(silenceMs) }),
  };
}

/** A socket that breaks, with `ETIMEDOUT`, when nothing was sent or received for so long: whoever waits for an answer is told. */
function watchedSocket(silenceMs: number): Socket {
  const socket = new Socket();
  const silent = (): Error =>
    Object.assign(new Error(`The database was not heard for ${silenceMs} ms; the connection is given up.`), {
      code: 'ETIMEDOUT',
    });
  return socket.setTimeout(silenceMs, () => socket.destroy(silent()));
}
