import type { RecordedEvent } from '@cap/events';
import type { EntityManager } from 'typeorm';

/** Whether a stream waits for somebody to look at it. */
export async function isParked(
  tx: EntityManager,
  reader: string,
  { streamType, streamId }: RecordedEvent,
): Promise<boolean> {
  const rows = await tx.query<object[]>(
    'select 1 from parked_stream where reader = $1 and stream_type = $2 and stream_id = $3',
    [reader, streamType, streamId],
  );
  return rows.length > 0;
}

/**
 * Puts a stream aside from this event on. The row says where to go on; the reason is the kind of error and its code, for
 * a message might quote data.
 */
export async function park(
  tx: EntityManager,
  reader: string,
  { streamType, streamId, position }: RecordedEvent,
  error: unknown,
): Promise<void> {
  const { name, code } = error as { name?: string; code?: string };
  await tx.query(
    `insert into parked_stream (reader, stream_type, stream_id, position, because) values ($1, $2, $3, $4, $5)`,
    [reader, streamType, streamId, position, [name, code].filter(Boolean).join(' ') || 'unknown error'],
  );
}
