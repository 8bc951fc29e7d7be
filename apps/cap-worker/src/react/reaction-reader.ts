import type { InternalEvent, RecordedEvent } from '@cap/events';
import { isParked, isTransient, parkStream, type LogReader } from '@cap/event-store';
import { inSpan, type JsonLogger, type SpanOptions } from '@cap/platform';
import type { Command, CommandBus } from '@nestjs/cqrs';
import type { EntityManager } from 'typeorm';
import type { Reaction, Reactions } from './reaction';

export const reactionCheckpoint = 'reactions';

/**
 * Reads the log and has each event's reaction done, in the order of the log. A reaction commits by itself, before the
 * checkpoint does: after a crash between the two it comes again, and its commands' ids make that harmless. A reaction
 * that fails parks its stream: the later events of that stream wait with it, the other streams go on.
 */
export class ReactionReader implements LogReader {
  readonly name = reactionCheckpoint;

  constructor(
    private readonly commands: Pick<CommandBus, 'execute'>,
    private readonly log: Pick<JsonLogger, 'error'>,
    private readonly reactions: Reactions,
  ) {}

  async apply(tx: EntityManager, events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const awaited = event.event.type in this.reactions;
      if (awaited && !(await isParked(tx, this.name, event))) await this.react(tx, event);
    }
  }

  /** Does what follows from one event, if anything does. Gives whether it is done; if not, its stream is parked here. */
  async react(tx: EntityManager, event: RecordedEvent): Promise<boolean> {
    const reaction = this.reactions[event.event.type] as Reaction<InternalEvent> | undefined;
    if (!reaction) return true;
    try {
      // On the pool, not on `tx`: a query that fails must not take the checkpoint's transaction with it.
      await reaction(event, { manager: tx.connection.manager, commands: this.eachInItsTrace(event) });
      return true;
    } catch (error) {
      if (isTransient(error)) throw error;
      await parkStream(tx, this.name, event, error);
      const { streamType, streamId, position } = event;
      this.log.error('A reaction failed: its stream is parked.', { streamType, streamId, position }, error);
      return false;
    }
  }

  /**
   * Each command of a reaction in a trace of its own, which points at the command that it came of: what leaves of two must
   * not be joined for who hears of it outside, neither to each other nor to what they came of.
   */
  private eachInItsTrace({ event, metadata }: RecordedEvent): Pick<CommandBus, 'execute'> {
    const options: SpanOptions = { fields: { 'cap.event': event.type }, origin: { cameOf: [metadata.traceparent] } };
    const execute = (command: Command<unknown>) =>
      inSpan(['react', event.type], options, () => this.commands.execute(command));
    return { execute: execute as CommandBus['execute'] };
  }
}
