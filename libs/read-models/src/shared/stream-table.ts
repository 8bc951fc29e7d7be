import type { EventsOf, RecordedEvent, StreamType } from '@cap/events';
import { In, type EntityManager, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';

/** A row that the events of one stream make. */
export interface StreamRow extends ObjectLiteral {
  /** Version of the stream up to which its events are in the row. All rows of one stream have the same. */
  version: number;
}

/** A table of such rows: which stream they come from, and what an event does to all rows of its stream. */
export interface StreamTable<S extends StreamType, Row extends StreamRow> {
  readonly entity: new () => Row;
  readonly streamType: S;
  /** The properties that name the row's stream and the row. */
  readonly streamId: keyof Row & string;
  readonly rowId: keyof Row & string;
  fold(rows: readonly Row[], event: RecordedEvent<EventsOf[S]>): readonly Row[];
}

/** Whichever of them: for what is done with each. */
export interface AnyStreamTable {
  readonly entity: new () => StreamRow;
  readonly streamType: StreamType;
  readonly streamId: string;
  readonly rowId: string;
  fold(rows: readonly StreamRow[], event: RecordedEvent): readonly StreamRow[];
}

const rowsPerStatement = 500;

/**
 * Applies events to a table, and gives the rows that changed. An event that is in the rows already does nothing, so a
 * replay is harmless. The caller holds the lock on the reader's checkpoint: nobody else writes this table.
 */
export async function applyToTable<S extends StreamType, Row extends StreamRow>(
  tx: EntityManager,
  table: StreamTable<S, Row>,
  events: readonly RecordedEvent[],
): Promise<Row[]> {
  const own = events.filter((event): event is RecordedEvent<EventsOf[S]> => event.streamType === table.streamType);
  const rows = await rowsOfStreams(tx, table, [...new Set(own.map(({ streamId }) => streamId))]);
  const changed = new Set<string>();
  for (const event of own) {
    const before = rows.get(event.streamId) ?? [];
    if (before.some(({ version }) => version >= event.version)) continue;
    const after = table.fold(before, event).map((row) => ({ ...row, version: event.version }));
    rows.set(event.streamId, after);
    changed.add(event.streamId);
  }
  const written = [...changed].flatMap((streamId) => rows.get(streamId)!);
  for (let from = 0; from < written.length; from += rowsPerStatement)
    await tx.upsert(table.entity, written.slice(from, from + rowsPerStatement), [table.rowId]);
  return written;
}

async function rowsOfStreams<Row extends StreamRow>(
  tx: EntityManager,
  { entity, streamId }: Pick<StreamTable<StreamType, Row>, 'entity' | 'streamId'>,
  ids: readonly string[],
): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  if (ids.length === 0) return found;
  const rows = await tx.findBy(entity, { [streamId]: In(ids) } as FindOptionsWhere<Row>);
  for (const row of rows) {
    const id: string = row[streamId];
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  return found;
}
