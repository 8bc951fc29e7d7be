import type { CommandId, Instant, PersonId } from '@cap/contracts';
import type { CommandActor, UnitOfWork } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { AccessRow } from './rows';

/** Why somebody, or the CAP itself, has to do with personal data. */
export const lookPurposes = ['referral', 'triage', 'matching', 'proposal', 'stay', 'stock-take', 'bypass'] as const;
export type LookPurpose = (typeof lookPurposes)[number];

/** Who looks, when (business time), what for and in which command. Nothing in the dossier is read or added without. */
export interface Look {
  readonly who: CommandActor;
  readonly at: Instant;
  readonly purpose: LookPurpose;
  /** Null for a look outside a command, such as opening a screen. */
  readonly commandId: CommandId | null;
}

/** A look of the actor of a command, within that command. */
export const lookWithin = (
  { actor, at, commandId }: Pick<UnitOfWork, 'actor' | 'at' | 'commandId'>,
  purpose: LookPurpose,
): Look => ({ who: actor, at, purpose, commandId });

/** `find`: it was asked whether a citizen service number is known, and it was. */
export type AccessAction = 'create' | 'find' | 'read';

/** What was looked at. */
export interface Subject {
  readonly personId: PersonId;
  readonly kind: 'person' | 'case' | 'text';
  readonly id: string;
}

/** Adds one line to the access record, on the connection of the look itself: no look without its line (NEN 7513). */
export async function recordAccess(
  tx: EntityManager,
  look: Look,
  action: AccessAction,
  subject: Subject,
): Promise<void> {
  await tx.insert(AccessRow, {
    at: new Date(look.at),
    actorId: look.who.actorId,
    actorRole: look.who.role,
    organisationId: look.who.organisationId,
    subjectPerson: subject.personId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    action,
    purpose: look.purpose,
    commandId: look.commandId,
  });
}
