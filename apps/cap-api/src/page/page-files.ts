import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const web = join(__dirname, '../../../cap-web');
const socketIoClient = join(dirname(require.resolve('socket.io-client/package.json')), 'dist');

/** Serves the page: `/`, what it loads under `/assets/`, and the libraries that its modules import under `/vendor/`. */
export async function servePage(server: FastifyInstance): Promise<void> {
  const page = readFileSync(join(web, 'public/index.html'), 'utf8');
  const policy = contentSecurityPolicy(page);
  server.get('/', (_, reply) =>
    reply
      .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(page),
  );
  await server.register(staticFiles, {
    root: [join(web, 'public'), join(web, 'dist')],
    prefix: '/assets/',
    decorateReply: false,
    allowedPath: (path) => /^\/[\w-]+\.(css|js|svg)$/.test(path),
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
