import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import type { Given } from '@cap/use-cases';
import type { CapRequest } from './actor';
import { GivenBy } from './given';
import { ProblemError } from './problem';

const actor = { actorId: 'desk-1', role: 'desk', organisationId: null } as const;
const key = '0B9F6F0E-54A1-4B9F-8D55-3F1F0A6C7A11';

class Route {
  give(@GivenBy() given: Given): Given {
    return given;
  }
}

/** What a route would be given for a request with these headers. */
function givenBy(headers: Record<string, string>): Given {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, Route, 'give') as Record<
    string,
    { factory: (data: unknown, context: ExecutionContext) => Given }
  >;
  const request = { actor, headers } as unknown as CapRequest;
  const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  return Object.values(parameters)[0]!.factory(undefined, context);
}

describe('what a route is given', () => {
  it('is the actor, and the command id in small letters', () => {
    expect(givenBy({ 'idempotency-key': key })).toEqual({
      actor,
      commandId: key.toLowerCase(),
      expectedVersion: undefined,
    });
  });

  it.each([
    ['"7"', 7],
    ['"0"', 0],
    ['*', undefined],
  ])('If-Match %s asks for version %p', (ifMatch, version) =>
    expect(givenBy({ 'idempotency-key': key, 'if-match': ifMatch }).expectedVersion).toBe(version),
  );

  it.each(['', 'Kanarie Zonnebloemsteeg', '12', `${key}0`])(
    'an Idempotency-Key that is no UUID is refused, and not repeated: %j',
    (wrong) => {
      const attempt = () => givenBy({ 'idempotency-key': wrong });
      expect(attempt).toThrow('idempotency-key-missing');
      expect(JSON.stringify(problemOf(attempt))).not.toContain('Kanarie');
    },
  );

  it.each(['7', 'W/"7"', '"7', '"x"', '"1", "2"'])('If-Match %s is refused', (ifMatch) => {
    const attempt = () => givenBy({ 'idempotency-key': key, 'if-match': ifMatch });
    expect(problemOf(attempt)).toMatchObject({ status: 400, code: 'if-match-unreadable' });
  });
});

function problemOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof ProblemError) return error.toProblem('nl');
    throw error;
  }
}
