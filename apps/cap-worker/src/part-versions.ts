import type { RecordedEvent } from '@cap/events';
import type { DataSource } from 'typeorm';

/** An event of a stream that is about many things, and the field that names the one that it is about. */
export interface PartOfStream {
  readonly recorded: RecordedEvent;
  readonly field: string;
}

/**
 * How many events of its stream are about the same thing, up to and with this one: the version of that thing, as if it had
 * a stream of its own. It follows from the log alone, so that it is the same each time.
 */
export async function partVersions(dataSource: DataSource, parts: readonly PartOfStream[]): Promise<number[]> {
  if (parts.length === 0) return [];
  const rows = await dataSource.query<{ version: number }[]>(
    `select (select count(*)::integer from event
              where stream_type = asked.stream_type and stream_id = asked.stream_id and version <= asked.version
                and data->>field = about) as version
       from unnest($1::text[], $2::uuid[], $3::integer[], $4::text[], $5::text[])
              with ordinality as asked (stream_type, stream_id, version, field, about, place)
      order by place`,
    [
      parts.map(({ recorded }) => recorded.streamType),
      parts.map(({ recorded }) => recorded.streamId),
      parts.map(({ recorded }) => recorded.version),
      parts.map(({ field }) => field),
      parts.map(({ recorded, field }) => (recorded.event.data as unknown as Record<string, string>)[field]),
    ],
  );
  return rows.map(({ version }) => version);
}
