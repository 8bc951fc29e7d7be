import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';
import { answerHeaders } from './answer-headers';
import { addressUnreadable, headersTooLarge, tooSlow, unreadable } from './door-problems';
import { languageHeaders, languageOf } from './language';
import { asProblem } from './problem';

/** Milliseconds of real time, and bytes. */
export const doorLimits = {
  body: 1_048_576,
  headers: 16_384,
  /** Until the headers are there. */
  headersMs: 5_000,
  /** Until the whole request is there. */
  requestMs: 10_000,
  /** A connection between two requests. */
  keepAliveMs: 30_000,
  /** A connection over which nothing goes, in the middle of an answer too. */
  silentMs: 60_000,
} as const;

/**
 * What a client may take of the door: nobody keeps a connection by sending a letter now and then. While the door closes it
 * still answers what comes over connections that are open, as their last.
 */
export const doorOptions = {
  bodyLimit: doorLimits.body,
  requestTimeout: doorLimits.requestMs,
  keepAliveTimeout: doorLimits.keepAliveMs,
  connectionTimeout: doorLimits.silentMs,
  http: {
    headersTimeout: doorLimits.headersMs,
    maxHeaderSize: doorLimits.headers,
    connectionsCheckingInterval: 1_000,
  },
  return503OnClosing: false,
  forceCloseConnections: 'idle',
  frameworkErrors: answerUnreadableAddress,
  clientErrorHandler: answerClientError,
} as const satisfies FastifyHttpOptions<Server>;

/** Answers an address that cannot be read, such as one with a `%` too many: no hook and no route sees it. */
function answerUnreadableAddress(_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request);
  const problem = addressUnreadable().toProblem(language);
  void asProblem(reply, problem, language).headers(answerHeaders).send(problem);
}

/** Answers what never became a request: too slow, too large a head, or no HTTP. It asked for no language that was read. */
function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemFor(error.code).toProblem('nl');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries({ ...answerHeaders, ...languageHeaders('nl') }).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const problemFor = (code: string | undefined) => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow();
  return code === 'HPE_HEADER_OVERFLOW' ? headersTooLarge() : unreadable(400);
};
