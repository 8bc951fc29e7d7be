import { openSpan } from '@cap/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers a request of the API as a span, named after its route: of the address no more is told than the id in it. The
 * trace is ours; that of the caller is pointed at. One trace over several commands would join, in what leaves the house,
 * what must not be joined, and ids of somebody else's making would come into the log.
 */
export function traceRequest(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
  const { method, params, headers, routeOptions } = request;
  const route = routeOptions.url;
  if (!route?.startsWith('/v1/')) return next();
  const { id } = (params ?? {}) as { id?: string };
  const span = openSpan([method, route], {
    kind: 'server',
    fields: { 'http.request.method': method, 'http.route': route, 'cap.id': id },
    origin: { cameOf: [headers['traceparent']] },
  });
  reply.raw.once('close', () => {
    // Nobody waited for the answer when there is none.
    const status = reply.raw.headersSent ? reply.statusCode : undefined;
    span.tell({ 'http.response.status_code': status });
    span.end(status === undefined || status >= 500 ? 'not answered' : undefined);
  });
  span.during(next);
}
