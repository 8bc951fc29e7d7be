import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language';
import { asProblem, ProblemError } from './problem';

/** An address that takes some methods says so to the others, with `Allow` (API Design Rules, http-methods); not 404. */
export function refuseOtherMethods(door: FastifyInstance): void {
  const routes: { pattern: RegExp; methods: readonly string[] }[] = [];
  door.addHook('onRoute', ({ method, url }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  door.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const [path = ''] = request.url.split('?');
    const allowed = new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0) return done();
    refuse(request, reply, [...allowed].sort().join(', '));
  });
}

/** `/v1/units/:id` as an expression; `*` stands for whatever follows. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}

function refuse(request: FastifyRequest, reply: FastifyReply, allowed: string): void {
  const language = languageOf(request);
  const problem = new ProblemError('method-not-allowed', { values: { allowed } }).toProblem(language);
  void asProblem(reply, problem, language).header('Allow', allowed).send(problem);
}
