import { actorRoles, isId, type ActorRole } from '@cap/contracts';
import type { JWTPayload } from 'jose';

/** Somebody, or a system, that gives commands and reads: an opaque id, a role, and the referrer or provider worked for. */
export interface Actor {
  readonly actorId: string;
  readonly role: ActorRole;
  readonly organisationId: string | null;
}

/** A token is not accepted. Says why, for the log; it never shows the token. */
export class TokenRejected extends Error {
  constructor(
    readonly reason: 'malformed' | 'signature' | 'expired' | 'issuer-or-audience' | 'claims',
    message: string,
  ) {
    super(message);
    this.name = 'TokenRejected';
  }
}

/** Opaque: an address or a name with spaces would put personal data in events and logs. */
const actorIdPattern = /^[\w.:-]{1,100}$/;
const rolesOfAnOrganisation: readonly ActorRole[] = ['referrer', 'planner'];

/** The claims of a token for an actor. */
export const claimsOf = ({ role, organisationId }: Actor): JWTPayload => ({
  role,
  ...(organisationId === null ? {} : { organisation: organisationId }),
});

/** The actor of a token's claims. Throws `TokenRejected`; the role `system` is never a token's. */
export function actorOf({ sub, role, organisation }: JWTPayload): Actor {
  if (sub === undefined || !actorIdPattern.test(sub))
    throw wrong('`sub` must be an opaque id of at most 100 letters, digits, dots, colons, hyphens and underscores');
  if (!isTokenRole(role)) throw wrong(`\`role\` must be one of ${tokenRoles.join(', ')}`);
  if (organisation !== undefined && !isId(organisation)) throw wrong('`organisation` must be a UUID');
  if (organisation === undefined && rolesOfAnOrganisation.includes(role))
    throw wrong(`\`organisation\` must name the referrer or provider that a ${role} works for`);
  return { actorId: sub, role, organisationId: organisation?.toLowerCase() ?? null };
}

const tokenRoles = actorRoles.filter((role) => role !== 'system');
const isTokenRole = (role: unknown): role is ActorRole => (tokenRoles as readonly unknown[]).includes(role);

const wrong = (what: string): TokenRejected => new TokenRejected('claims', `A claim of the token is wrong: ${what}.`);
