import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isId, type CommandId } from '@cap/contracts';
import type { Given } from '@cap/use-cases';
import { actorOf, type CapRequest } from './actor';
import { ProblemError } from './problem';

/**
 * Who gives a command, under which id (`Idempotency-Key`, made by the client) and on which version (`If-Match`).
 * Only UUIDs are taken as ids: a text might carry a name into the log.
 */
export const GivenBy = createParamDecorator((_: unknown, context: ExecutionContext): Given => {
  const request = context.switchToHttp().getRequest<CapRequest>();
  const key = request.headers['idempotency-key'];
  if (!isId(key)) throw new ProblemError('idempotency-key-missing');
  return {
    actor: actorOf(request),
    commandId: key.toLowerCase() as CommandId,
    expectedVersion: versionIn(request.headers['if-match']),
  };
});

/** The version in an entity tag such as `"7"`; undefined when no version was asked for. */
function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const match = /^"(\d{1,9})"$/.exec(ifMatch);
  if (!match) throw new ProblemError('if-match-unreadable');
  return Number(match[1]);
}
