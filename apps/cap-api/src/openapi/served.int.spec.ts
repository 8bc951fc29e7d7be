import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentKeys } from '@cap/access';
import type { Problem } from '@cap/contracts';
import { createMasterKeyFile } from '@cap/platform';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiConfig } from '../api.config';
import { createApp } from '../create-app';
import { doorOptions } from '../edge/door-limits';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

let database: TestDatabase;
let app: NestFastifyApplication;
const folder = mkdtempSync(join(tmpdir(), 'cap-served-'));
/** Every route that Fastify was given, whoever gave it: `GET /v1/units/:id`. */
const registered: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const masterKeyFile = join(folder, 'master-key');
  createMasterKeyFile(masterKeyFile);
  const { jwksFile } = await createDevelopmentKeys(folder);
  const config = Object.assign(new ApiConfig(), {
    databaseUrl: database.appUrl,
    masterKeyFile,
    tokenKeysFile: jwksFile,
    tokenIssuer: 'none',
  });
  const adapter = new FastifyAdapter(doorOptions);
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    registered.push(...[method].flat().map((one) => `${one} ${url}`));
  });
  app = await createApp(config, adapter);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
  rmSync(folder, { recursive: true });
});

const ask = (method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS' | 'PUT', url: string) => app.inject({ method, url });

describe('the document as it is served', () => {
  it('has every route under /v1 that there is, and no other', async () => {
    const { paths } = (await ask('GET', '/v1/openapi.json')).json<Document>();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /v1${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const routes = registered.filter((route) => / \/v1(\/|$)/.test(route) && !route.startsWith('HEAD '));
    expect(described.length).toBeGreaterThan(35);
    expect([...described, 'GET /v1/openapi.json'].sort()).toEqual(routes.sort());
  });

  it('is for everybody, of whichever site', async () => {
    const { statusCode, headers } = await ask('GET', '/v1/openapi.json');
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([200, '*']);
    expect(headers['content-type']).toContain('application/json');
    expect((await ask('GET', '/v1/units')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is a page for people too, that runs and loads nothing', async () => {
    const { statusCode, headers, body } = await ask('GET', '/docs');
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors/,
    );
    expect(body).toContain('<code>POST /referrals/{id}/proposals</code> Stel een plek in een groep voor.');
    expect(body).not.toMatch(/<script|src=|undefined|\[object/);
  });
});

describe('every answer keeps the API Design Rules', () => {
  it.each([
    ['of a document', 'GET', '/v1/openapi.json', 200],
    ['of a problem', 'GET', '/v1/units', 401],
    ['of an address that is not there', 'GET', '/v1/nowhere', 404],
    ['of a method that is not there', 'DELETE', '/v1/units', 405],
  ] as const)('by its headers: %s', async (_, method, url, status) => {
    const { statusCode, headers } = await ask(method, url);
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'api-version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'strict-transport-security': expect.stringMatching(/^max-age=\d+/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('an address with a slash at its end is not there', async () => {
    const answers = await Promise.all(['/v1/units/', '/v1/openapi.json/'].map((url) => ask('GET', url)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  });

  it.each([
    ['DELETE', '/v1/units', 'GET, HEAD, POST'],
    ['PUT', '/v1/units/7d0e8a52-0000-4000-8000-000000000000?x=1', 'GET, HEAD'],
    ['GET', '/v1/stock-takes', 'POST'],
    ['OPTIONS', '/v1/policy', 'GET, HEAD'],
    ['POST', '/v1/openapi.json', 'GET, HEAD'],
  ] as const)('an address says which methods it takes: %s %s', async (method, url, allowed) => {
    const answer = await ask(method, url);
    expect([answer.statusCode, answer.headers['allow']]).toEqual([405, allowed]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<Problem>()).toMatchObject({ status: 405, code: 'method-not-allowed' });
  });
});
