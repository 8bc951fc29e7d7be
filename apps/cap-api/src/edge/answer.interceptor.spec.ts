import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { refuse } from '@cap/contracts';
import { lastValueFrom, of } from 'rxjs';
import { AnswerInterceptor } from './answer.interceptor';

const stream = { streamType: 'referral', streamId: '0b9f6f0e-54a1-4b9f-8d55-3f1f0a6c7a11' } as const;

/** What a route's outcome becomes over HTTP. */
async function answered(outcome: unknown, asked?: string) {
  const told: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };
  const reply = {
    headers: (more: Record<string, string>) => (Object.assign(told.headers, more), reply),
    header: (name: string, value: string) => ((told.headers[name] = value), reply),
    type: (value: string) => reply.header('Content-Type', value),
    status: (status: number) => ((told.status = status), reply),
  };
  const request = { headers: { 'accept-language': asked } };
  const context = {
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }),
  };
  const next: CallHandler<unknown> = { handle: () => of(outcome) };
  const given = new AnswerInterceptor().intercept(context as unknown as ExecutionContext, next);
  return { body: await lastValueFrom(given), ...told };
}

describe('the answer to a command', () => {
  const answer = { referralId: stream.streamId, version: 3 };

  it('that was carried out has its version as ETag, and what a list can wait for', async () => {
    const written = [{ ...stream, version: 3 }];
    expect(await answered({ answer, written, repeated: false })).toEqual({
      body: answer,
      status: 200,
      headers: { ETag: '"3"', 'Cap-Written': `referral/${stream.streamId}/3` },
    });
  });

  it('that was carried out before says so', async () => {
    const { headers, body } = await answered({ answer, written: [], repeated: true });
    expect(headers).toEqual({ ETag: '"3"', 'Idempotent-Replayed': 'true' });
    expect(body).toBe(answer);
  });

  it.each([
    [409, refuse('no-free-place', { freePlaces: 0 }), 'PRP-1'],
    [403, refuse('referrer-not-entitled'), 'CAP-2'],
  ])('that was refused is a problem with status %s and its rule', async (status, refusal, rule) => {
    const told = await answered(refusal);
    expect(told).toMatchObject({ status, headers: { 'Content-Type': 'application/problem+json' } });
    expect(told.body).toMatchObject({ status, rule, code: refusal.refused, values: refusal.values });
  });
});

describe('a refusal that is asked again in another language', () => {
  it('is told in that language, with its rule', async () => {
    const refusal = refuse('no-free-place', { freePlaces: 0 });
    expect(await answered(refusal)).toMatchObject({
      body: { title: 'Er is geen vrije plek in deze groep' },
      headers: { 'Content-Language': 'nl', Vary: 'Accept-Language' },
    });
    expect(await answered(refusal, 'en')).toMatchObject({
      body: {
        title: 'There is no free place in this unit',
        detail: expect.stringMatching(/^Choose another candidate\..* rule PRP-1\.$/) as string,
      },
      headers: { 'Content-Language': 'en', Vary: 'Accept-Language' },
    });
  });
});

describe('the answer to a question', () => {
  it('about one thing has its version as ETag', async () => {
    expect(await answered({ stayId: 'x', version: 8 })).toMatchObject({ headers: { ETag: '"8"' } });
  });

  it.each([[{ items: [], next: null }], [null], [undefined]])('without a version has none: %j', async (body) => {
    expect(await answered(body)).toEqual({ body, status: 200, headers: {} });
  });
});
