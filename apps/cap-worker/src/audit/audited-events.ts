import type { Instant } from '@cap/contracts';
import type { InternalEvent, StreamType } from '@cap/events';

/** An event as the auditor reads it. */
export interface AuditedEvent {
  readonly streamType: StreamType;
  readonly streamId: string;
  readonly event: InternalEvent;
  /** Business time at which it was recorded. */
  readonly at: Instant;
  /** Bounds in Amsterdam of the day of an admission or an end; null of other events. */
  readonly dayBegins: string | null;
  readonly dayEnds: string | null;
}

const day = `(coalesce(data->'admitted', data->'ended')->>'on')::date`;

/** SQL, for a query on the table `event`: `AuditedEvent`s, stream by stream, each from its first version. */
export const auditedEvents = `coalesce(jsonb_agg(jsonb_build_object(
  'streamType', stream_type, 'streamId', stream_id, 'at', metadata->>'at',
  'event', jsonb_build_object('type', type, 'data', data),
  'dayBegins', ${day}::timestamp at time zone 'Europe/Amsterdam',
  'dayEnds', (${day} + 1)::timestamp at time zone 'Europe/Amsterdam')
  order by stream_type, stream_id, version), '[]')`;

/** A moment from any of PostgreSQL's spellings, in UTC; null stays null. */
export const utc = (moment: string | null): string | null => (moment === null ? null : new Date(moment).toISOString());
