import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PersonDiffers, UnacceptableBsn } from '@cap/dossier';
import { CommandIdReused, isOverload, isTransient } from '@cap/event-store';
import { InvalidCursor } from '@cap/read-models';
import { NotFound, UnacceptableAddress, UnknownMoment, WrongVersion } from '@cap/use-cases';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from './body.pipe';
import { retryAfterSeconds, tooBusy, tooLarge, unavailable, unreadable } from './door-problems';
import { languageOf } from './language';
import { asProblem, ProblemError } from './problem';

/** Turns whatever was thrown into `application/problem+json`. Details of what broke go to the log, never to the client. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const language = languageOf(http.getRequest<FastifyRequest>());
    const problem = this.problemFor(thrown).toProblem(language);
    const reply = http.getResponse<FastifyReply>();
    if (problem.status === 503) void reply.header('Retry-After', retryAfterSeconds);
    void asProblem(reply, problem, language).send(problem);
  }

  private problemFor(thrown: unknown): ProblemError {
    if (thrown instanceof ProblemError) return thrown;
    if (thrown instanceof NotFound) return notFound(thrown);
    if (thrown instanceof UnknownMoment) return unknownMoment(thrown);
    if (thrown instanceof WrongVersion) return wrongVersion(thrown);
    if (thrown instanceof CommandIdReused) return commandIdReused(thrown);
    if (thrown instanceof InvalidCursor) return invalidCursor();
    if (thrown instanceof UnacceptableBsn) return unacceptableBsn();
    if (thrown instanceof PersonDiffers) return personDiffers();
    if (thrown instanceof UnacceptableAddress) return unacceptableAddress(thrown);
    if (thrown instanceof HttpException) return fromNest(thrown);
    if (isClientError(thrown)) return fromFastify(thrown);
    const { name, stack } = thrown instanceof Error ? thrown : { name: 'unknown', stack: undefined };
    if (isTransient(thrown)) {
      // Many come at once: a line each, and no more.
      this.log.warn(`${name} while answering a request`);
      return isOverload(thrown) ? tooBusy() : unavailable();
    }
    this.log.error(`${name} while answering a request`, stack);
    return broken();
  }
}

/** Fastify's own refusals: a body that is too large, of the wrong type or not JSON. */
const isClientError = (thrown: unknown): thrown is { statusCode: number } => {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
};

const fromFastify = ({ statusCode }: { statusCode: number }): ProblemError =>
  statusCode === 413 ? tooLarge() : unreadable(statusCode);

export const notFound = ({ what }: NotFound): ProblemError => new ProblemError(`${what}-not-found`);

export const unknownMoment = ({ why, bound }: UnknownMoment): ProblemError =>
  why === 'still-to-come'
    ? new ProblemError('moment-still-to-come', { values: { now: bound! } })
    : new ProblemError('moment-before-the-first-fact', bound === null ? {} : { values: { since: bound } });

export const wrongVersion = ({ expected, actual }: WrongVersion): ProblemError =>
  new ProblemError('changed-meanwhile', { values: { expected, actual } });

export const commandIdReused = ({ fields }: CommandIdReused): ProblemError =>
  new ProblemError('command-id-reused', {
    values: { different: fields.join(', ') },
    fields: fields.map((field) => ({ field, flaw: 'different' })),
  });

export const invalidCursor = (): ProblemError => new ProblemError('cursor-unreadable');

export const unacceptableBsn = (): ProblemError =>
  new ProblemError('bsn-not-accepted', { fields: [{ field: 'person.bsn', flaw: 'bsn' }] });

const addressFlaws = { 'not-https': 'notHttps', inside: 'insideNetwork' } as const;

/** Else it would be registered, and learn only from its failures that nothing ever comes. */
export const unacceptableAddress = ({ flaw }: UnacceptableAddress): ProblemError =>
  invalid([{ field: 'url', flaw: addressFlaws[flaw] }]);

/** What is known is not told: who asks might not be allowed to know it. */
export const personDiffers = (): ProblemError => new ProblemError('person-differs');

const fromNest = (thrown: HttpException): ProblemError => {
  const status = thrown.getStatus();
  return status === 404 ? new ProblemError('route-unknown') : fromFastify({ statusCode: status });
};

export const broken = (): ProblemError => new ProblemError('internal-error');
