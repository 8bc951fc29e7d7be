import { HttpException, Logger, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { asInstant, type Problem } from '@cap/contracts';
import { PersonDiffers, UnacceptableBsn } from '@cap/dossier';
import { CommandIdReused } from '@cap/event-store';
import { InvalidCursor } from '@cap/read-models';
import { NotFound, UnacceptableAddress, UnknownMoment, WrongVersion } from '@cap/use-cases';
import { ProblemError } from './problem';
import { ProblemFilter } from './problem.filter';

const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
beforeEach(() => logged.mockClear());
afterAll(() => [logged, warned].forEach((spy) => spy.mockRestore()));

/** The problem that is sent for what was thrown, with its headers. */
function caught(thrown: unknown, asked?: string): { problem: Problem; headers: Record<string, string> } {
  const sent: { problem?: Problem; headers: Record<string, string> } = { headers: {} };
  const reply = {
    header: (name: string, value: string) => ((sent.headers[name] = value), reply),
    type: (value: string) => reply.header('Content-Type', value),
    headers: (more: Record<string, string>) => (Object.assign(sent.headers, more), reply),
    status: (status: number) => reply.header('status', String(status)),
    send: (problem: Problem) => void (sent.problem = problem),
  };
  const request = { headers: { 'accept-language': asked } };
  const host = {
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }),
  } as unknown as ArgumentsHost;
  new ProblemFilter().catch(thrown, host);
  return { problem: sent.problem!, headers: sent.headers };
}

const moment = asInstant('2028-01-03T10:00:00Z');
const withCode = (code: string) => Object.assign(new Error('secret detail of Kanarie'), { code });

describe('whatever is thrown becomes a problem', () => {
  it.each<[string, unknown, number, string]>([
    ['what the edge does not take', new ProblemError('id-unreadable'), 400, 'id-unreadable'],
    ['a thing that is not there', new NotFound('proposal'), 404, 'proposal-not-found'],
    ['a moment to come', new UnknownMoment('still-to-come', moment), 400, 'moment-still-to-come'],
    ['a moment of long ago', new UnknownMoment('before-the-first-fact', null), 404, 'moment-before-the-first-fact'],
    ['an older version', new WrongVersion(1, 2), 412, 'changed-meanwhile'],
    ['a command id with other content', new CommandIdReused(['urgency']), 422, 'command-id-reused'],
    ['a BSN that cannot be', new UnacceptableBsn(), 400, 'bsn-not-accepted'],
    ['an address without encryption', new UnacceptableAddress('not-https'), 400, 'input-invalid'],
    ['an address inside', new UnacceptableAddress('inside'), 400, 'input-invalid'],
    ['a known BSN with other data', new PersonDiffers(), 409, 'person-differs'],
    ['an unreadable cursor', new InvalidCursor(), 400, 'cursor-unreadable'],
    ['an unknown route', new NotFoundException(), 404, 'route-unknown'],
    ['no JSON', new HttpException('x', 400), 400, 'request-unreadable'],
    ["Fastify's too large a body", Object.assign(new Error('x'), { statusCode: 413 }), 413, 'request-too-large'],
    ["Fastify's unknown kind of body", Object.assign(new Error('x'), { statusCode: 415 }), 415, 'request-unreadable'],
    ['a database that is away', withCode('ECONNREFUSED'), 503, 'temporarily-unavailable'],
    ['a database that stops', withCode('57P01'), 503, 'temporarily-unavailable'],
    ['a database without a free session', withCode('53300'), 503, 'too-busy'],
    ['a wait for a lock that was too long', withCode('55P03'), 503, 'too-busy'],
    ['a statement that took too long', withCode('57014'), 503, 'too-busy'],
    ['no free connection', new Error('timeout exceeded when trying to connect'), 503, 'too-busy'],
    ['anything else', new Error('secret detail of Kanarie'), 500, 'internal-error'],
    ['what is no error', 'Kanarie', 500, 'internal-error'],
  ])('%s', (_, thrown, status, code) => {
    const { problem, headers } = caught(thrown);
    expect(problem).toMatchObject({ status, code });
    expect(headers).toMatchObject({ status: String(status), 'Content-Type': 'application/problem+json' });
    for (const words of [problem.title, problem.detail, problem.todo]) expect(words.length).toBeGreaterThan(0);
    expect(JSON.stringify(problem)).not.toContain('Kanarie');
  });

  it.each([
    [undefined, 'nl', 'Controleer het nummer. '],
    ['en-GB, nl;q=0.5', 'en', 'Check the id. '],
  ])('it is told in the language that is asked: %s', (asked, language, first) => {
    const { problem, headers } = caught(new NotFound('proposal'), asked);
    expect(headers).toMatchObject({ 'Content-Language': language, Vary: 'Accept-Language' });
    expect(problem.detail.startsWith(first)).toBe(true);
  });

  it('a database that is away is asked again after a moment', () => {
    expect(caught(withCode('ECONNREFUSED')).headers['Retry-After']).toBe('2');
  });

  it('what broke goes to the log by its kind and place, not what was expected', () => {
    caught(new Error('broken'));
    expect(logged).toHaveBeenCalledTimes(1);
    caught(new NotFound('stay'));
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it('other content under one key is told by its fields', () => {
    expect(caught(new CommandIdReused(['case', 'urgency'])).problem.errors?.map(({ field }) => field)).toEqual([
      'case',
      'urgency',
    ]);
  });
});
