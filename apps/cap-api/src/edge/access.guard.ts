import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { commandScope, readScope } from '@cap/access';
import type { CapRequest } from './actor';
import { TokenReader } from './token-reader';
import { needsKey, type Needs } from './permission';
import { ProblemError } from './problem';

/** At the door: who is it, and may this role do this at all. Whose thing it is, the use case decides. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const needs = this.reflector.getAllAndOverride<Needs | undefined>(needsKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (needs === 'public') return true;
    if (needs === undefined) throw new Error('This route does not say what it needs: add @Gives, @Reads or @Public.');
    const request = context.switchToHttp().getRequest<CapRequest>();
    request.actor = await this.authenticate(request);
    const { role } = request.actor;
    const scope = 'command' in needs ? commandScope(role, needs.command) : readScope(role, needs.read);
    if (scope === 'none') throw forbidden();
    return true;
  }

  private async authenticate({ headers }: CapRequest) {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    const actor = token === undefined ? null : await this.tokens.read(token);
    if (!actor) throw unauthenticated();
    return actor;
  }
}

export const unauthenticated = (): ProblemError => new ProblemError('not-signed-in');

export const forbidden = (): ProblemError => new ProblemError('not-allowed');
