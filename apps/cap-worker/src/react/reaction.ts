import type { CommandId } from '@cap/contracts';
import type { InternalEvent, InternalEventType, RecordedEvent } from '@cap/events';
import type { Given } from '@cap/use-cases';
import { deriveId } from '@cap/platform';
import type { CommandBus } from '@nestjs/cqrs';
import type { EntityManager } from 'typeorm';

export interface ReactionMeans {
  /** For reading; what a reaction changes, it changes by commands. */
  readonly manager: EntityManager;
  readonly commands: Pick<CommandBus, 'execute'>;
}

/**
 * What follows from one event. It runs at least once, so its commands take their id from the event (`givenBy`). It
 * throws only when it cannot do its work; a refusal says that nothing is left to do.
 */
export type Reaction<E extends InternalEvent> = (event: RecordedEvent<E>, means: ReactionMeans) => Promise<void>;

/** The reaction to each type of event that has one. */
export type Reactions = { readonly [T in InternalEventType]?: Reaction<Extract<InternalEvent, { type: T }>> };

/** As whom, and under which id, a reaction gives its command about one thing: the same event, the same command. */
export const givenBy = ({ streamType, streamId, version }: RecordedEvent, about: string): Given => ({
  actor: { actorId: 'system/reactions', role: 'system', organisationId: null },
  commandId: deriveId<CommandId>(`${streamType}/${streamId}/${version}`, about),
});
