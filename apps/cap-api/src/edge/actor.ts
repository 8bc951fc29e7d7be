import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CommandActor } from '@cap/event-store';
import type { FastifyRequest } from 'fastify';

/** A request after the guard: it knows its actor. */
export type CapRequest = FastifyRequest & { actor?: CommandActor };

/** The actor that the guard found. Throws when a route without a guard asks for it. */
export function actorOf(request: CapRequest): CommandActor {
  if (!request.actor) throw new Error('This route is public: it has no actor.');
  return request.actor;
}

/** The actor of a request, as a parameter of a route. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<CapRequest>()),
);
