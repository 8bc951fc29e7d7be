import type { ActorRole, CommandId, Id, Instant } from '@cap/contracts';
import type { EventsOf, StreamType } from '@cap/events';
import { deriveId, keptTraceparent } from '@cap/platform';
import type { EntityManager } from 'typeorm';
import { clearDeadline, setDeadlines, type Deadline, type DeadlineKind } from './deadlines';
import { appendEvents, readStream, streamVersion, type Stream } from './log';

/** Which event a command wrote; a list can wait until it is in it. */
export interface Written {
  readonly streamType: StreamType;
  readonly streamId: string;
  readonly version: number;
}

/** Who gave a command. */
export interface CommandActor {
  readonly actorId: string;
  readonly role: ActorRole;
  readonly organisationId: string | null;
}

/** The one transaction of one command: what it reads and writes holds at the same moment, or not at all. */
export class UnitOfWork {
  readonly written: Written[] = [];
  private readonly decidedOn: Written[] = [];

  constructor(
    /** The connection of the transaction. */
    readonly manager: EntityManager,
    /** Business time of the decision. */
    readonly at: Instant,
    readonly actor: CommandActor,
    readonly commandId: CommandId,
  ) {}

  /** An id that derives from the command's own: the same command makes the same things. */
  id<T extends Id<string>>(label: string): T {
    return deriveId<T>(`${this.actor.actorId}/${this.commandId}`, label);
  }

  async load<S extends StreamType>(type: S, id: string): Promise<Stream<S>> {
    const stream = await readStream(this.manager, type, id);
    this.decidedOn.push({ streamType: type, streamId: id, version: stream.version });
    return stream;
  }

  /** Whether a stream that was read has moved on: then what was decided means nothing. `manager` is outside the transaction. */
  async isOutdated(manager: EntityManager): Promise<boolean> {
    for (const { streamType, streamId, version } of this.decidedOn)
      if ((await streamVersion(manager, streamType, streamId)) > version) return true;
    return false;
  }

  /** Appends at the version that was read. Nothing is written for no events; gives the stream's version. */
  async append<S extends StreamType>(
    type: S,
    id: string,
    expected: number,
    events: readonly EventsOf[S][],
  ): Promise<number> {
    if (events.length === 0) return expected;
    const version = await appendEvents(this.manager, { type, id }, expected, events, {
      commandId: this.commandId,
      actorId: this.actor.actorId,
      actorRole: this.actor.role,
      at: this.at,
      traceparent: keptTraceparent(),
    });
    this.written.push({ streamType: type, streamId: id, version });
    return version;
  }

  setDeadline(deadline: Omit<Deadline, 'deadlineId'>): Promise<void> {
    return setDeadlines(this.manager, [{ ...deadline, deadlineId: this.id(`${deadline.kind}/${deadline.reference}`) }]);
  }

  async clearDeadline(kind: DeadlineKind, reference: string): Promise<void> {
    await clearDeadline(this.manager, kind, reference, this.at);
  }
}
