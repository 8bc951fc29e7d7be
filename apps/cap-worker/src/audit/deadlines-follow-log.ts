import type { Violation } from '@cap/event-store';
import { auditedEvents, utc, type AuditedEvent } from './audited-events';
import type { Check } from './check';
import { foldDeadlines, keyOf, type FoldedDeadline, type Outcome } from './fold-deadlines';

const atOnce = 200;

interface Row {
  readonly deadline_id: string;
  readonly kind: string;
  readonly reference: string;
  readonly stream_id: string;
  readonly due_at: string;
  readonly outcome: Outcome | null;
}

/** Deadlines whose cause is an event; those of a unit's count begin with what is watched, not with an event. */
const ofEvents = new Set(['proposal-expiry', 'stay-start']);

/** Each deadline equals what its stream tells of it. */
export const deadlinesFollowLog: Check = {
  name: 'deadlines-follow-log',
  async step(tx, after) {
    const [{ rows, events }] = await tx.query<[{ rows: readonly Row[]; events: readonly AuditedEvent[] }]>(
      `with part as (
         select * from deadline where $1::uuid is null or deadline_id > $1 order by deadline_id limit ${atOnce}),
       named as (select distinct stream_type, stream_id from part)
       select (select coalesce(jsonb_agg(part order by deadline_id), '[]') from part) as rows,
              (select ${auditedEvents} from event join named using (stream_type, stream_id)) as events`,
      [after],
    );
    const folded = foldDeadlines(events);
    return {
      violations: rows.flatMap((row) => flawOf(row, folded.get(keyOf(row)))),
      next: rows.length === atOnce ? rows.at(-1)!.deadline_id : null,
    };
  },
};

function flawOf(row: Row, expected: FoldedDeadline | undefined): Violation[] {
  const subject = keyOf(row);
  if (!expected) return ofEvents.has(row.kind) ? [{ what: 'deadline-without-cause', subject }] : [];
  const inTime = expected.dueAt === null || expected.dueAt === utc(row.due_at);
  const right = inTime && expected.outcome === row.outcome && expected.streamId === row.stream_id;
  return right ? [] : [{ what: 'deadline-differs', subject }];
}

/** Each deadline that the log tells of is there. */
export const logHasDeadlines: Check = {
  name: 'log-has-deadlines',
  async step(tx, after) {
    const [type, id] = after?.split('/') ?? ['', '00000000-0000-0000-0000-000000000000'];
    const [{ last, number, events, kept }] = await tx.query<
      [{ last: string | null; number: number; events: readonly AuditedEvent[]; kept: readonly string[] }]
    >(
      `with part as (
         select stream_type, stream_id from event
          where version = 1 and stream_type in ('finding', 'referral', 'young-person')
            and (stream_type, stream_id) > ($1, $2::uuid)
          order by stream_type, stream_id limit ${atOnce})
       select (select stream_type || '/' || stream_id from part order by stream_type desc, stream_id desc limit 1) as last,
              (select count(*)::integer from part) as number,
              (select ${auditedEvents} from event join part using (stream_type, stream_id)) as events,
              (select coalesce(array_agg(kind || '/' || reference), '{}') from deadline
                where kind in ('proposal-expiry', 'stay-start', 'unit-finding', 'finding-over') and reference in (
                  select unnest(array[stream_id::text, data->>'proposalId', data->>'stayId'])::uuid
                    from event join part using (stream_type, stream_id))) as kept`,
      [type, id],
    );
    const known = new Set(kept);
    return {
      violations: [...foldDeadlines(events).keys()]
        .filter((key) => !known.has(key))
        .map((subject) => ({ what: 'deadline-missing', subject })),
      next: number === atOnce ? last : null,
    };
  },
};
