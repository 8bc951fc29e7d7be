import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import staticFiles from '@fastify/static';
import { textLanguages, type InEachLanguage } from '@cap/contracts';
import type { FastifyInstance } from 'fastify';
import { languageHeaders, languageOf } from '../edge/language';
import { pageIn } from './page-in-language';

const web = join(__dirname, '../../../cap-web');
const socketIoClient = join(dirname(require.resolve('socket.io-client/package.json')), 'dist');

/** Serves the page: `/` in the language that `?lang=` or else `Accept-Language` asks, what it loads under `/assets/`, and the libraries that its modules import under `/vendor/`. */
export async function servePage(server: FastifyInstance): Promise<void> {
  const template = readFileSync(join(web, 'public/index.html'), 'utf8');
  const policy = contentSecurityPolicy(template);
  const pages = { nl: pageIn(template, 'nl'), en: pageIn(template, 'en') } satisfies InEachLanguage<string>;
  server.get<{ Querystring: { lang?: unknown } }>('/', (request, reply) => {
    const language = textLanguages.find((one) => one === request.query.lang) ?? languageOf(request);
    return reply
      .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' })
      .headers(languageHeaders(language))
      .type('text/html; charset=utf-8')
      .send(pages[language]);
  });
  await server.register(staticFiles, {
    root: [join(web, 'public'), join(web, 'dist')],
    prefix: '/assets/',
    decorateReply: false,
    allowedPath: (path) => /^\/(texts\/)?[\w-]+\.(css|js|svg)$/.test(path),
  });
  // Our modules name each other without an extension, as TypeScript does under Node.
  await server.register(staticFiles, {
    root: join(web, 'dist/contracts'),
    prefix: '/vendor/contracts/',
    decorateReply: false,
    extensions: ['js'],
    allowedPath: (path) => /^\/[\w/-]+$/.test(path),
  });
  await server.register(staticFiles, {
    root: socketIoClient,
    prefix: '/vendor/',
    decorateReply: false,
    allowedPath: (path) => path === '/socket.io.esm.min.js',
  });
}

/** Everything from this server; of scripts in the page itself only the import map, known by its hash. */
export function contentSecurityPolicy(page: string): string {
  const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (importMap === undefined) throw new Error('index.html has no import map.');
  const hash = createHash('sha256').update(importMap).digest('base64');
  return [
    "default-src 'self'",
    `script-src 'self' 'sha256-${hash}'`,
    "connect-src 'self' ws: wss:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
