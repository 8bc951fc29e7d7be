import {
  NewerShape,
  shapesOf,
  upcast,
  type EventMetadata,
  type EventsOf,
  type RecordedEvent,
  type StoredMetadata,
  type StreamType,
} from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';

/** SQLSTATE of `append_events` when a stream is not at the expected version. */
export const versionConflict = 'CAPV1';

export interface Stream<S extends StreamType> {
  /** 0 when the stream does not exist. */
  readonly version: number;
  readonly events: readonly EventsOf[S][];
}

/**
 * Appends to one stream and gives its new version. `expected` 0 means that the stream must not exist yet.
 * Throws a `QueryFailedError` with code `CAPV1` when the stream is at another version.
 */
export async function appendEvents<S extends StreamType>(
  tx: EntityManager,
  stream: { type: S; id: string },
  expected: number,
  events: readonly EventsOf[S][],
  metadata: EventMetadata,
): Promise<number> {
  const [row] = await tx.query<{ version: number }[]>('select append_events($1, $2, $3, $4, $5) as version', [
    stream.type,
    stream.id,
    expected,
    JSON.stringify(events),
    JSON.stringify({ ...metadata, ...shapesOf(events) } satisfies StoredMetadata),
  ]);
  return row!.version;
}

/** One stream from its beginning, with its metadata, oldest first, in the newest shapes. Throws `NewerShape`. */
export async function readStream<S extends StreamType>(
  manager: EntityManager,
  type: S,
  id: string,
): Promise<Stream<S> & { readonly metadata: readonly EventMetadata[] }> {
  const rows = await manager.query<(StoredRow & { version: number })[]>(
    'select version, type, data, metadata from event where stream_type = $1 and stream_id = $2 order by version',
    [type, id],
  );
  const events = rows.map(upcast);
  return {
    version: rows.at(-1)?.version ?? 0,
    events: events.map(({ event }) => event as EventsOf[S]),
    metadata: events.map(({ metadata }) => metadata),
  };
}

/** The versions of streams of one type, by their ids; one that does not exist is left out. */
export async function streamVersions(
  manager: EntityManager,
  type: StreamType,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await manager.query<{ id: string; version: number }[]>(
    `select stream_id as id, max(version)::integer as version from event
      where stream_type = $1 and stream_id = any ($2) group by stream_id`,
    [type, ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** The version of one stream; 0 when it does not exist. */
export async function streamVersion(manager: EntityManager, type: StreamType, id: string): Promise<number> {
  const [row] = await manager.query<{ version: number }[]>(
    'select coalesce(max(version), 0)::integer as version from event where stream_type = $1 and stream_id = $2',
    [type, id],
  );
  return row!.version;
}

/**
 * Gives the committed events their positions. Call it outside a transaction that goes on: it holds the sequencer's lock
 * until its transaction ends.
 */
export async function sequenceLog(manager: EntityManager | DataSource): Promise<void> {
  await manager.query('select sequence_log()');
}

/**
 * Events after `position`, in the order of the log and in their newest shapes, at most `limit`. A reader never skips one that
 * commits late; those before one of a newer shape are given first. Throws `NewerShape` when the next is such a one.
 */
export async function readLog(
  manager: EntityManager | DataSource,
  position: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await manager.query<LogRow[]>(`${logRows} where position > $1 order by position limit $2`, [
    position,
    limit,
  ]);
  return recordedUntilNewer(rows);
}

/** Events of one stream from one position of the log up to and with another, in their order, at most `limit`. */
export async function readStretch(
  manager: EntityManager,
  { streamType, streamId }: Pick<RecordedEvent, 'streamType' | 'streamId'>,
  { from, until, limit }: { readonly from: number; readonly until: number; readonly limit: number },
): Promise<RecordedEvent[]> {
  const rows = await manager.query<LogRow[]>(
    `${logRows} where stream_type = $1 and stream_id = $2 and position between $3 and $4 order by position limit $5`,
    [streamType, streamId, from, until, limit],
  );
  return rows.map(recorded);
}

/** A place in the order of streams and their versions. */
export interface StreamPlace {
  readonly streamId: string;
  readonly version: number;
}

/**
 * Events of all streams of one type up to a position of the log, stream by stream, each from its first version: at most
 * `limit`, after the place `after` (null: from the beginning). The order of the streams among each other means nothing.
 */
export async function readStreamsOf(
  manager: EntityManager | DataSource,
  type: StreamType,
  upTo: number,
  after: StreamPlace | null,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await manager.query<LogRow[]>(
    `${logRows} where stream_type = $1 and position <= $2 and (stream_id, version) > ($3::uuid, $4::integer)
      order by stream_id, version limit $5`,
    [type, upTo, after?.streamId ?? '00000000-0000-0000-0000-000000000000', after?.version ?? 0, limit],
  );
  return rows.map(recorded);
}

const logRows = `
  select position, stream_type as "streamType", stream_id as "streamId", version, type, data, metadata
    from log_order join event using (insert_no)`;

/** As it was written, in whatever shape that was. */
interface StoredRow {
  readonly type: string;
  readonly data: object;
  readonly metadata: StoredMetadata;
}
type LogRow = Omit<RecordedEvent, 'event' | 'metadata'> & StoredRow;

const recorded = (row: LogRow): RecordedEvent => {
  const { position, streamType, streamId, version } = row;
  return { position, streamType, streamId, version, ...upcast(row) };
};

/** Events up to the first that this program is too old for. Throws `NewerShape` when that is the very first. */
function recordedUntilNewer(rows: readonly LogRow[]): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  try {
    for (const row of rows) events.push(recorded(row));
  } catch (error) {
    if (events.length === 0 || !(error instanceof NewerShape)) throw error;
  }
  return events;
}

/** Position of one event, or null while it has none (not committed, or not yet sequenced). */
export async function positionOf(
  dataSource: DataSource,
  event: { streamType: string; streamId: string; version: number },
): Promise<number | null> {
  await sequenceLog(dataSource);
  const [row] = await dataSource.query<{ position: number }[]>(
    `select position from event join log_order using (insert_no)
      where stream_type = $1 and stream_id = $2 and version = $3`,
    [event.streamType, event.streamId, event.version],
  );
  return row?.position ?? null;
}

/** The newest position of the log; 0 when it is empty. */
export async function logHead(manager: EntityManager | DataSource): Promise<number> {
  await sequenceLog(manager);
  const [row] = await manager.query<{ head: number }[]>('select coalesce(max(position), 0) as head from log_order');
  return row!.head;
}
