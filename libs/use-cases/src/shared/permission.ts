import { commandScope, readScope, type CommandName, type ReadName } from '@cap/access';
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

function ensureWithin(scope: 'own' | 'all' | 'none', actor: CommandActor, { organisationId, what }: Owner): void {
  const own = organisationId !== null && organisationId === actor.organisationId;
  if (scope === 'all' || (scope === 'own' && own)) return;
  throw new NotFound(what);
}
