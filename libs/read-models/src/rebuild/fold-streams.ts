import type { RecordedEvent, StreamType } from '@cap/events';
import { addToEpoch, readStreamsOf, type FeedPosition } from '@cap/event-store';
import type { EntityManager } from 'typeorm';
import type { ReadModel } from '../read-model';
import type { AnyStreamTable, StreamRow } from '../shared/stream-table';

/** An event that the fold throws on. What the fold says is not repeated: it might quote data. */
export class CannotFold extends Error {
  constructor(
    readonly model: string,
    readonly position: number,
    cause: unknown,
  ) {
    super(`${model} cannot apply the event at position ${position} of the log.`, { cause });
  }
}

/** The two connections of a rebuild: the next page of the log is read over one while the other writes the rows of this one. */
export interface Connections {
  readonly reader: EntityManager;
  readonly writer: EntityManager;
}

export interface FoldedStreams {
  /** Position of the log up to which they are read. */
  readonly upTo: number;
  readonly eventsPerPage: number;
  /** Where the feed of the model begins; null for a model without one. */
  readonly feedStart: FeedPosition | null;
}

/**
 * Fills empty tables of a read model with what the log says up to a position, and the epoch that comes next of its feed.
 * Each stream is read from its beginning to its end and makes its rows once, which takes no memory for the streams before
 * it. Gives where the feed ends; tells after each page how many events it had.
 */
export async function foldStreams(
  { reader, writer }: Connections,
  model: ReadModel,
  { upTo, eventsPerPage, feedStart }: FoldedStreams,
  done: (events: number) => void,
): Promise<FeedPosition | null> {
  let feed = feedStart;
  for (const type of new Set(model.tables.map(({ streamType }) => streamType))) {
    for await (const streams of wholeStreams(reader, type, upTo, eventsPerPage)) {
      for (const table of model.tables.filter(({ streamType }) => streamType === type)) {
        const rows = streams.flatMap((stream) => rowsOf(model.name, table, stream));
        await insert(writer, table, rows);
        if (model.feed && feed && model.feed.table === table)
          feed = await addToEpoch(
            writer,
            model.feed.name,
            feed,
            rows.map((row) => model.feed!.change(row)),
          );
      }
      done(streams.reduce((sum, stream) => sum + stream.length, 0));
    }
  }
  return feed;
}

/** Lets the sequel of a model say, of the rows that are there now, what its streams say up to a position. */
export async function foldSequel(
  { reader, writer }: Connections,
  { sequel }: ReadModel,
  { upTo, eventsPerPage }: Pick<FoldedStreams, 'upTo' | 'eventsPerPage'>,
  done: (events: number) => void,
): Promise<void> {
  if (!sequel) return;
  for await (const streams of wholeStreams(reader, sequel.streamType, upTo, eventsPerPage)) {
    const events = streams.flat();
    await sequel.apply(writer, events);
    done(events.length);
  }
}

/** How many events of the log a model is made of. */
export async function eventsToFold(manager: EntityManager, model: ReadModel, upTo: number): Promise<number> {
  const [row] = await manager.query<{ events: number }[]>(
    `select count(*) as events from event join log_order using (insert_no)
      where stream_type = any ($1) and position <= $2`,
    [[...model.tables, ...(model.sequel ? [model.sequel] : [])].map(({ streamType }) => streamType), upTo],
  );
  return row!.events;
}

/** All streams of a type, some at a time, each whole. The next are already on their way while the caller works on these. */
async function* wholeStreams(
  reader: EntityManager,
  type: StreamType,
  upTo: number,
  eventsPerPage: number,
): AsyncGenerator<RecordedEvent[][]> {
  const read = (after: RecordedEvent | null) => {
    const page = readStreamsOf(reader, type, upTo, after, eventsPerPage);
    // One that fails while the caller is at work is told when it is asked for.
    page.catch(() => undefined);
    return page;
  };
  let unfinished: RecordedEvent[] = [];
  let coming = read(null);
  try {
    for (;;) {
      const page = await coming;
      const isLast = page.length < eventsPerPage;
      if (!isLast) coming = read(page.at(-1)!);
      const streams = byStream([...unfinished, ...page]);
      if (isLast) return yield streams;
      unfinished = streams.pop() ?? [];
      yield streams;
    }
  } finally {
    // A caller that fails takes no more; the connection must be at rest before it is given back.
    await coming.catch(() => undefined);
  }
}

function byStream(events: readonly RecordedEvent[]): RecordedEvent[][] {
  const streams: RecordedEvent[][] = [];
  for (const event of events) {
    const last = streams.at(-1);
    if (last?.[0]?.streamId === event.streamId) last.push(event);
    else streams.push([event]);
  }
  return streams;
}

function rowsOf(model: string, table: AnyStreamTable, stream: readonly RecordedEvent[]): StreamRow[] {
  let rows: readonly StreamRow[] = [];
  for (const event of stream) {
    try {
      rows = table.fold(rows, event);
    } catch (error) {
      throw new CannotFold(model, event.position, error);
    }
  }
  const { version } = stream.at(-1)!;
  return rows.map((row) => ({ ...row, version }));
}

async function insert(manager: EntityManager, { entity }: AnyStreamTable, rows: readonly StreamRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const records = rows.map((row) =>
    Object.fromEntries(columns.map(({ databaseName, propertyName }) => [databaseName, row[propertyName] as unknown])),
  );
  const names = columns.map(({ databaseName }) => databaseName).join(', ');
  await manager.query(
    `insert into ${tableName} (${names}) select ${names} from json_populate_recordset(null::${tableName}, $1::json)`,
    [JSON.stringify(records)],
  );
}
