import type { StreamType } from '@cap/events';
import { auditedEvents, utc, type AuditedEvent } from './audited-events';
import type { Check } from './check';
import { foldFindings, foldProposals, foldReferrals, foldStays, type FoldedList, type ListRow } from './fold-lists';

const streamsAtOnce = 100;

/** A list, by the names of its table and columns: the auditor asks the database, not the code that keeps it. */
interface AuditedList {
  readonly reader: string;
  readonly table: string;
  readonly streamType: StreamType;
  readonly streamColumn: string;
  readonly rowColumn: string;
  readonly fold: (events: readonly AuditedEvent[]) => FoldedList;
}

const lists: readonly AuditedList[] = [
  {
    reader: 'referral-list',
    table: 'referral_list',
    streamType: 'referral',
    streamColumn: 'referral_id',
    rowColumn: 'referral_id',
    fold: foldReferrals,
  },
  {
    reader: 'proposal-list',
    table: 'proposal_list',
    streamType: 'referral',
    streamColumn: 'referral_id',
    rowColumn: 'proposal_id',
    fold: foldProposals,
  },
  {
    reader: 'stay-list',
    table: 'stay_list',
    streamType: 'young-person',
    streamColumn: 'person_id',
    rowColumn: 'stay_id',
    fold: foldStays,
  },
  {
    reader: 'finding-list',
    table: 'finding_list',
    streamType: 'finding',
    streamColumn: 'finding_id',
    rowColumn: 'finding_id',
    fold: foldFindings,
  },
];

interface Part {
  readonly streams: readonly string[] | null;
  readonly rows: readonly ListRow[];
  readonly events: readonly AuditedEvent[];
}

/** Rows of each read model equal the fold of their streams, up to where the model is in the log. */
export const listsFollowLog: readonly Check[] = lists.map((list) => ({
  name: `${list.reader}-follows-log`,
  async step(tx, after) {
    const [{ streams, rows, events }] = await tx.query<[Part]>(queryOf(list), [
      after ?? '00000000-0000-0000-0000-000000000000',
      list.streamType,
      list.reader,
    ]);
    const folded = list.fold(events);
    const kept = new Map(rows.map((row) => [String(row[list.rowColumn]), row]));
    return {
      violations: [
        ...[...folded].flatMap(([subject, expected]) => {
          const row = kept.get(subject);
          if (!row) return [{ what: 'row-missing', subject }];
          return same(row, expected) ? [] : [{ what: 'row-differs', subject }];
        }),
        ...[...kept.keys()]
          .filter((subject) => !folded.has(subject))
          .map((subject) => ({ what: 'row-without-cause', subject })),
      ],
      next: streams?.length === streamsAtOnce ? streams.at(-1)! : null,
    };
  },
}));

/** Streams by what the log has and what the list has: a row without a stream is looked at too. */
const queryOf = ({ table, streamColumn }: AuditedList): string => `
  with asked as (
    select stream_id from (
      (select stream_id from event where stream_type = $2 and version = 1 and stream_id > $1::uuid
        order by stream_id limit ${streamsAtOnce})
      union
      (select distinct ${streamColumn} from ${table} where ${streamColumn} > $1::uuid
        order by ${streamColumn} limit ${streamsAtOnce})) as either
     order by stream_id limit ${streamsAtOnce})
  select (select array_agg(stream_id order by stream_id) from asked) as streams,
         (select coalesce(jsonb_agg(list), '[]') from ${table} list join asked on stream_id = ${streamColumn}) as rows,
         (select ${auditedEvents}
            from event join asked using (stream_id) join log_order using (insert_no)
           where stream_type = $2
             and position <= coalesce((select position from checkpoint where reader = $3), 0)) as events`;

const same = (row: ListRow, expected: ListRow): boolean =>
  Object.entries(expected).every(([column, value]) => plain(column, row[column]) === plain(column, value));

/** One spelling: moments in UTC, lists in order. */
const plain = (column: string, value: unknown): unknown => {
  if (Array.isArray(value)) return [...(value as string[])].sort().join();
  return column.endsWith('_at') && typeof value === 'string' ? utc(value) : value;
};
