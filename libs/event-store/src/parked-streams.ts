import type { Instant } from '@cap/contracts';
import type { RecordedEvent, StreamType } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';
import { kindOf } from './log-reader';

/** Which stream a reader put aside. */
export interface ParkedKey {
  readonly reader: string;
  readonly streamType: StreamType;
  readonly streamId: string;
}

/** A stream that waits for somebody: from which event on, and why. */
export interface ParkedStream extends ParkedKey {
  readonly position: number;
  readonly because: string;
  /** Real time. */
  readonly parkedAt: Instant;
  /** How often its event failed. */
  readonly times: number;
  /** Whether an operator asked to go on, and no worker did yet. */
  readonly asked: boolean;
}

/** Puts a stream aside from this event on, or keeps it aside from this event on. The reason quotes no data. */
export async function parkStream(
  tx: EntityManager,
  reader: string,
  { streamType, streamId, position }: Pick<RecordedEvent, 'streamType' | 'streamId' | 'position'>,
  error: unknown,
): Promise<void> {
  await tx.query(
    `insert into parked_stream as parked (reader, stream_type, stream_id, position, because) values ($1, $2, $3, $4, $5)
     on conflict (reader, stream_type, stream_id) do update
       set position = excluded.position, because = excluded.because,
           times = case when parked.resolved_at is null then parked.times + 1 else 1 end,
           parked_at = case when parked.resolved_at is null then parked.parked_at else excluded.parked_at end,
           resume_asked_by = null, resolved_at = null, resolved_by = null`,
    [reader, streamType, streamId, position, kindOf(error)],
  );
}

/** Whether a stream waits for somebody to look at it. */
export async function isParked(
  tx: EntityManager,
  reader: string,
  { streamType, streamId }: Pick<RecordedEvent, 'streamType' | 'streamId'>,
): Promise<boolean> {
  const rows = await tx.query<object[]>(
    `select from parked_stream where reader = $1 and stream_type = $2 and stream_id = $3 and resolved_at is null`,
    [reader, streamType, streamId],
  );
  return rows.length > 0;
}

/** How many streams wait. */
export async function parkedStreams(manager: DataSource | EntityManager): Promise<number> {
  const [row] = await manager.query<{ parked: number }[]>(
    'select count(*)::integer as parked from parked_stream where resolved_at is null',
  );
  return row!.parked;
}

/** The streams that wait, longest first. */
export function listParked(manager: DataSource | EntityManager): Promise<ParkedStream[]> {
  return manager.query<ParkedStream[]>(
    `select reader, stream_type as "streamType", stream_id as "streamId", position, because, parked_at as "parkedAt",
            times, resume_asked_by is not null as asked
       from parked_stream where resolved_at is null order by position, reader`,
  );
}

/** Asks the reader's worker to go on with a stream; `by` is the operator. Gives whether the stream waits. */
export async function askToResume(dataSource: DataSource, key: ParkedKey, by: string): Promise<boolean> {
  const [, changed] = await dataSource.query<[unknown[], number]>(
    `update parked_stream set resume_asked_by = $4
      where reader = $1 and stream_type = $2 and stream_id = $3 and resolved_at is null`,
    [key.reader, key.streamType, key.streamId, by],
  );
  return changed === 1;
}

/** What of a parked stream has to be done: from its own event up to where its reader is. */
export interface Resumption {
  readonly stream: ParkedKey;
  readonly from: number;
  readonly until: number;
}

/**
 * A stream that somebody asked to go on with, or null. Takes the reader's checkpoint first: until the transaction ends no
 * process reads on under that name, so what the stream missed ends where the checkpoint stands, and whatever comes
 * later finds the stream as this transaction leaves it.
 */
export async function takeAskedStream(tx: EntityManager, reader: string): Promise<Resumption | null> {
  const [checkpoint] = await tx.query<{ position: number }[]>(
    'select position from checkpoint where reader = $1 for update',
    [reader],
  );
  const [asked] = await tx.query<{ streamType: StreamType; streamId: string; position: number }[]>(
    `select stream_type as "streamType", stream_id as "streamId", position from parked_stream
      where reader = $1 and resume_asked_by is not null order by position limit 1 for update`,
    [reader],
  );
  if (!checkpoint || !asked) return null;
  const { streamType, streamId, position } = asked;
  return { stream: { reader, streamType, streamId }, from: position, until: checkpoint.position };
}

/** Whether anybody asked to go on with a stream of this reader. A look, without a lock. */
export async function isResumptionAsked(dataSource: DataSource, reader: string): Promise<boolean> {
  const rows = await dataSource.query<object[]>(
    'select from parked_stream where reader = $1 and resume_asked_by is not null limit 1',
    [reader],
  );
  return rows.length > 0;
}

/** The stream goes on at `position`, still asked for: a long one is done in parts. */
export async function goOnAt(tx: EntityManager, { reader, streamType, streamId }: ParkedKey, position: number) {
  await tx.query('update parked_stream set position = $4 where reader = $1 and stream_type = $2 and stream_id = $3', [
    reader,
    streamType,
    streamId,
    position,
  ]);
}

/** All that the stream waited for is done. */
export async function resolveParked(tx: EntityManager, { reader, streamType, streamId }: ParkedKey): Promise<void> {
  await tx.query(
    `update parked_stream set resolved_at = clock_timestamp(), resolved_by = resume_asked_by, resume_asked_by = null
      where reader = $1 and stream_type = $2 and stream_id = $3`,
    [reader, streamType, streamId],
  );
}
