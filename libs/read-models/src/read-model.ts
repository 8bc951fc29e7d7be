import type { RecordedEvent, StreamType } from '@cap/events';
import { writeFeed, type FeedChange, type LogReader } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import { applyToTable, type AnyStreamTable, type StreamRow } from './shared/stream-table';

/** A question that is answered from tables of its own, kept by a fold over the log. */
export interface ReadModel extends LogReader {
  /** In the order in which they are written: a row comes after those that it refers to. */
  readonly tables: readonly AnyStreamTable[];
  /** The feed that it writes besides its tables, if it does. */
  readonly feed: ModelFeed | null;
  readonly sequel?: Sequel;
}

/**
 * What the events of another stream type say of rows that are there already. It holds whenever it is said after these
 * rows were written, and saying it again changes nothing.
 */
export interface Sequel {
  readonly streamType: StreamType;
  /** Gets events of any type. */
  apply(tx: EntityManager, events: readonly RecordedEvent[]): Promise<void>;
}

/** A feed that tells the rows of one table to who follows them. */
export interface ModelFeed {
  readonly name: string;
  readonly table: AnyStreamTable;
  change(row: StreamRow): FeedChange;
}

/** Makes a read model of its tables: what it does with the log is the same for each. */
export function readModel({ name, tables, feed, sequel }: Omit<ReadModel, 'apply'>): ReadModel {
  return {
    name,
    tables,
    feed,
    ...(sequel && { sequel }),
    apply: async (tx, events) => {
      for (const table of tables) {
        const changed = await applyToTable(tx, table, events);
        if (feed?.table === table && changed.length > 0)
          await writeFeed(
            tx,
            feed.name,
            changed.map((row) => feed.change(row)),
          );
      }
      await sequel?.apply(tx, events);
    },
  };
}
