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
  if (!isId(key)) {
    throw new ProblemError(400, 'idempotency-key-missing', {
      title: 'De kop Idempotency-Key ontbreekt',
      detail: 'Elke opdracht heeft een eigen nummer (een UUID) in de kop Idempotency-Key.',
      todo: 'Maak een UUID, stuur die mee, en gebruik dezelfde UUID als u dezelfde opdracht opnieuw stuurt.',
    });
  }
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
  if (!match) {
    throw new ProblemError(400, 'if-match-unreadable', {
      title: 'De kop If-Match is onleesbaar',
      detail: 'De kop If-Match bevat de ETag van het opgehaalde gegeven, met aanhalingstekens.',
      todo: 'Stuur de ETag ongewijzigd terug, of laat de kop weg.',
    });
  }
  return Number(match[1]);
}
