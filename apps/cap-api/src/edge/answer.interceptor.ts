import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { isRefusal, type Refusal, type TextLanguage } from '@cap/contracts';
import type { Carried, Written } from '@cap/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { languageOf } from './language';
import { asProblem, problemOf } from './problem';

/**
 * What a command came to, as an answer: a refusal becomes a problem in the language of this request; what was carried out gets `ETag` (the version),
 * `Cap-Written` (ask a list `?after=` it) and, the second time, `Idempotent-Replayed`.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const language = languageOf(http.getRequest<FastifyRequest>());
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((outcome) => answer(reply, outcome, language)));
  }
}

function answer(reply: FastifyReply, outcome: unknown, language: TextLanguage): unknown {
  if (isRefusal(outcome)) return refuse(reply, outcome, language);
  if (!isCarried(outcome)) return tagged(reply, outcome);
  if (outcome.repeated) void reply.header('Idempotent-Replayed', 'true');
  const last = outcome.written.at(-1);
  if (last) void reply.header('Cap-Written', writtenText(last));
  return tagged(reply, outcome.answer);
}

function refuse(reply: FastifyReply, refusal: Refusal, language: TextLanguage) {
  const problem = problemOf(refusal, language);
  void asProblem(reply, problem, language);
  return problem;
}

function tagged(reply: FastifyReply, body: unknown): unknown {
  const version = (body as { version?: unknown } | null)?.version;
  if (typeof version === 'number') void reply.header('ETag', `"${version}"`);
  return body;
}

const isCarried = (outcome: unknown): outcome is Carried<object> =>
  typeof outcome === 'object' &&
  outcome !== null &&
  'answer' in outcome &&
  'written' in outcome &&
  'repeated' in outcome;

/** One event as text: `<streamType>/<streamId>/<version>`. */
export const writtenText = ({ streamType, streamId, version }: Written): string =>
  `${streamType}/${streamId}/${version}`;
