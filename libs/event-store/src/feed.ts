import type { FeedRow } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/** Where a reader of a feed is. `changeNo` starts again with a new epoch. */
export interface FeedPosition {
  readonly epoch: number;
  readonly changeNo: number;
}

/** The newest state of one row. It stands in these scopes and leaves every other; without a scope it is gone. */
export interface FeedChange<Body = unknown> {
  readonly row: string;
  readonly scopes: readonly string[];
  readonly body: Body;
}

export interface FeedState<Body = unknown> {
  /** `resumption` holds what changed after the asked position; `snapshot` holds every row that is there. */
  readonly kind: 'snapshot' | 'resumption';
  readonly position: FeedPosition;
  readonly rows: (FeedRow<Body> & { scope: string })[];
}

/**
 * Writes the rows that differ from what the feed says, each with the next change number, in the order given. The head is
 * locked until the commit, so that numbers become visible in order and a reader never skips one. Leaving a scope writes
 * `gone`. Gives the head and how many rows changed; nothing is written when none did.
 */
export async function writeFeed(
  tx: EntityManager,
  feed: string,
  changes: readonly FeedChange[],
): Promise<{ position: FeedPosition; changed: number }> {
  const newest = [...new Map(changes.map((change) => [change.row, change])).values()];
  await tx.query('insert into feed_head (feed, epoch, change_no) values ($1, 1, 0) on conflict do nothing', [feed]);
  await tx.query('select 1 from feed_head where feed = $1 for update', [feed]);
  const [head] = await tx.query<{ epoch: number; changeNo: number; changed: number }[]>(writeChanges, [
    feed,
    JSON.stringify(newest),
  ]);
  return { position: { epoch: head!.epoch, changeNo: head!.changeNo }, changed: head!.changed };
}

const writeChanges = `
  with incoming as (
    select list.ordinality as place, item->>'row' as row_id, item->'scopes' as scopes, item->'body' as body
      from jsonb_array_elements($2::jsonb) with ordinality as list (item, ordinality)),
  start as (
    select epoch, change_no from feed_head where feed = $1),
  wanted as (
    select place, row_id, scope, body from incoming cross join lateral jsonb_array_elements_text(scopes) as scope),
  standing as (
    select place, feed_row.row_id, scope, feed_row.body
      from incoming cross join start join feed_row
        on feed_row.feed = $1 and feed_row.epoch = start.epoch and feed_row.row_id = incoming.row_id and not gone),
  differing as (
    (table wanted except table standing) union (table standing except table wanted)),
  changed as (
    select place, row_number() over (order by place) as nth from differing group by place),
  head as (
    update feed_head set change_no = change_no + (select count(*) from changed)
     where feed = $1 and exists (select from changed) returning epoch, change_no),
  written as (
    insert into feed_row (feed, epoch, scope, row_id, change_no, gone, body)
    select $1, epoch, scope, row_id, start.change_no + nth, false, body
      from wanted join changed using (place) cross join start
    union all
    select $1, epoch, scope, row_id, start.change_no + nth, true, null
      from standing join changed using (place) cross join start
     where (row_id, scope) not in (select row_id, scope from wanted)
    on conflict (feed, epoch, scope, row_id) do update set
      change_no = excluded.change_no, gone = excluded.gone, body = excluded.body)
  select epoch, coalesce((select change_no from head), change_no) as "changeNo",
         (select count(*) from changed)::integer as changed from start`;

/**
 * Reads a feed through one scope, or through all (`null`), from one snapshot: position and rows belong together.
 * Resumes after `since`; gives a snapshot where there is no `since`, or one of another epoch or from beyond the head.
 */
export const readFeed = <Body = unknown>(
  manager: EntityManager,
  feed: string,
  scope: string | null,
  since: FeedPosition | null,
): Promise<FeedState<Body>> => read<Body>(manager, [feed, scope, since?.epoch ?? null, since?.changeNo ?? null, true]);

/**
 * What changed in any scope after `since`. Where the feed cannot be resumed from there it tells its position and leaves
 * the rows of the snapshot out: for who follows a feed and keeps none of it.
 */
export const readChanges = <Body = unknown>(
  manager: EntityManager,
  feed: string,
  since: FeedPosition | null,
): Promise<FeedState<Body>> => read<Body>(manager, [feed, null, since?.epoch ?? null, since?.changeNo ?? null, false]);

const readRows = `
  select head.epoch, head.change_no as head, resumes, scope, row_id as row, rows.change_no as "changeNo", gone, body
    from feed_head head
   cross join lateral (
     select coalesce(head.epoch = $3::bigint and $4::bigint <= head.change_no, false) as resumes) as asked
    left join feed_row rows on rows.feed = head.feed and rows.epoch = head.epoch and (scope = $2 or $2::text is null)
      and rows.change_no > case when resumes then $4::bigint else 0 end
      and (resumes or ($5::boolean and not gone))
   where head.feed = $1
   order by rows.change_no, row_id, scope`;

async function read<Body>(manager: EntityManager, parameters: unknown[]): Promise<FeedState<Body>> {
  const records = await manager.query<FeedRecord<Body>[]>(readRows, parameters);
  const first = records[0];
  if (!first) return { kind: 'snapshot', position: { epoch: 0, changeNo: 0 }, rows: [] };
  return {
    kind: first.resumes ? 'resumption' : 'snapshot',
    position: { epoch: first.epoch, changeNo: first.head },
    rows: records.flatMap((record) => (record.row === null ? [] : [feedRow(record, record.row)])),
  };
}

interface FeedRecord<Body> {
  epoch: number;
  head: number;
  resumes: boolean;
  scope: string;
  /** Null in the one record that says where the head is when no row is asked for. */
  row: string | null;
  changeNo: number;
  gone: boolean;
  body: Body | null;
}

const feedRow = <Body>(
  { scope, changeNo, gone, body }: FeedRecord<Body>,
  row: string,
): FeedRow<Body> & { scope: string } => ({
  scope,
  row,
  changeNo,
  gone,
  body,
});
