import { commandScope, readScope, type CommandName, type ReadName, type Scope } from '@cap/access';
import type { CommandActor } from '@cap/event-store';
import { NotFound } from './errors';

/** The organisation that a thing belongs to: a referrer's id, a provider's id; null when it is nobody's. */
export interface Owner {
  readonly organisationId: string | null;
  readonly what: NotFound['what'];
}

/**
 * Lets an actor give a command on somebody's thing, or throws `NotFound`: who may not touch a thing is not told that it
 * exists. Whether the role may give the command at all was decided at the door, by the same table (`@cap/access`).
 */
export const ensureOwn = (actor: CommandActor, command: CommandName, owner: Owner): void =>
  ensureWithin(commandScope(actor.role, command), actor, owner);

/** Lets an actor read somebody's thing, or throws `NotFound`. */
export const ensureMayRead = (actor: CommandActor, read: ReadName, owner: Owner): void =>
  ensureWithin(readScope(actor.role, read), actor, owner);

/** Whether an actor's role may give a command, on its own things at least. */
export const mayGive = (actor: CommandActor, command: CommandName): boolean =>
  commandScope(actor.role, command) !== 'none';

/** Whether an actor may give a command on somebody's thing. */
export const mayGiveOn = (actor: CommandActor, command: CommandName, owner: Owner): boolean =>
  isWithin(commandScope(actor.role, command), actor, owner);

function ensureWithin(scope: Scope, actor: CommandActor, owner: Owner): void {
  if (!isWithin(scope, actor, owner)) throw new NotFound(owner.what);
}

function isWithin(scope: Scope, actor: CommandActor, { organisationId }: Owner): boolean {
  return scope === 'all' || (scope === 'own' && organisationId !== null && organisationId === actor.organisationId);
}
