import { createHash } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createDataSource } from '@cap/event-store';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { DataSource } from 'typeorm';
import { PageModule } from './page.module';

const thisMachine = { remoteAddress: '127.0.0.1', headers: { host: 'localhost:3000' } };

let database: TestDatabase;
let dataSource: DataSource;
const apps: NestFastifyApplication[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await dataSource?.destroy();
  await database?.drop();
});

/** The page as it is served with these settings, in production or elsewhere. */
async function served(
  { mode = 'full', pageToken }: { mode?: string; pageToken?: string },
  nodeEnvironment = 'test',
): Promise<NestFastifyApplication> {
  const settings = { mode, ...(pageToken && { pageToken }) };
  const before = { ...process.env };
  process.env['NODE_ENV'] = nodeEnvironment;
  try {
    const providers = [{ provide: DataSource, useFactory: () => dataSource }];
    const globals = { module: class Globals {}, global: true, providers, exports: [DataSource] };
    const root = { module: class Root {}, imports: [globals, PageModule.with(settings)] };
    Module({})(root.module);
    const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { logger: false });
    apps.push(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  } finally {
    process.env = before;
  }
}

describe('the page', () => {
  it('runs no script but its own modules and its import map', async () => {
    const page = await (await served({})).inject({ url: '/' });
    const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page.body)![1]!;
    const policy = page.headers['content-security-policy'];
    expect(page.headers['content-type']).toContain('text/html');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`'sha256-${createHash('sha256').update(importMap).digest('base64')}'`);
    expect(policy).not.toContain('unsafe');
  });

  it.each([
    ['/', {}, 'nl'],
    ['/', { 'accept-language': 'en-GB,en;q=0.9,nl;q=0.8' }, 'en'],
    ['/?lang=nl', { 'accept-language': 'en' }, 'nl'],
    ['/?lang=en', {}, 'en'],
    ['/?lang=fr', { 'accept-language': 'en' }, 'en'],
  ])('at %s with %j is in %s', async (url, headers, language) => {
    const page = await (await served({})).inject({ url, headers });
    expect(page.headers).toMatchObject({ 'content-language': language, vary: 'Accept-Language' });
    expect(page.body).toContain(`<html lang="${language}">`);
  });

  it('serves every module that its modules import, and nothing else', async () => {
    const app = await served({});
    const seen = new Set<string>();
    const importMap: Record<string, string> = {
      '@cap/contracts': '/vendor/contracts/index',
      'socket.io-client': '/vendor/socket.io.esm.min.js',
    };
    const visit = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const module = await app.inject({ url: path });
      expect([path, module.statusCode, module.headers['content-type']]).toEqual([
        path,
        200,
        expect.stringContaining('javascript'),
      ]);
      if (path.endsWith('.min.js')) return;
      for (const [, specifier] of module.body.matchAll(/from '([^']+)'/g)) {
        await visit(importMap[specifier!] ?? new URL(specifier!, `http://cap${path}`).pathname);
      }
    };
    await visit('/assets/main.js');
    expect(seen.size).toBeGreaterThan(15);
    for (const path of ['/assets/page.css', '/assets/icon.svg']) {
      expect((await app.inject({ url: path })).statusCode).toBe(200);
    }
    for (const path of [
      '/assets/main.d.ts',
      '/assets/.tsbuildinfo',
      '/assets/../package.json',
      '/vendor/socket.io.js',
    ]) {
      expect((await app.inject({ url: path })).statusCode).toBe(404);
    }
  });
});

describe('the token of the page', () => {
  const token = 'a.signed.token';

  it('is for a browser on this machine, with where the data come from', async () => {
    const app = await served({ pageToken: token, mode: 'embedded' });
    const answer = await app.inject({ url: '/page-token', ...thisMachine });
    expect(answer.json()).toEqual({
      token,
      mode: 'embedded',
      database: {
        version: expect.stringMatching(/^\d+/),
        address: expect.stringMatching(/^[\d.]+:\d+$/),
        name: expect.stringContaining('cap'),
      },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is not there for another machine, and not for a foreign site that points at this one', async () => {
    const app = await served({ pageToken: token });
    for (const request of [
      { ...thisMachine, remoteAddress: '10.0.0.7' },
      { ...thisMachine, headers: { host: 'cap.example' } },
    ]) {
      expect((await app.inject({ url: '/page-token', ...request })).statusCode).toBe(404);
    }
  });

  it('is not there when the instance has none, and never in production', async () => {
    expect((await (await served({})).inject({ url: '/page-token', ...thisMachine })).statusCode).toBe(404);
    const production = await served({ pageToken: token }, 'production');
    expect((await production.inject({ url: '/page-token', ...thisMachine })).statusCode).toBe(404);
  });
});
