import type { EntityManager } from 'typeorm';
import type { Check, Step } from './check';

const atOnce = 2000;

/** Positions of the log are dense, and each stream has its versions in their order. */
export const logIsDense: Check = {
  name: 'log-is-dense',
  step: (tx, after) =>
    numbered(
      tx,
      `with part as (
         select position, insert_no, lag(position, 1, $1::bigint) over (order by position) as before
           from (select * from log_order where position > $1::bigint order by position limit ${atOnce}) as next)
       select 'position-skipped' as what, position::text as subject from part where position <> before + 1
       union all
       select 'version-out-of-order', position::text
         from part join event one using (insert_no)
        where version > 1 and not exists (
          select from event earlier join log_order using (insert_no)
           where earlier.stream_type = one.stream_type and earlier.stream_id = one.stream_id
             and earlier.version = one.version - 1 and log_order.position < part.position)
       union all
       select 'last', max(position)::text from part having count(*) = ${atOnce}`,
      after ?? '0',
    ),
};

/** Each event has a position, or waits for it. */
export const eventsHavePositions: Check = {
  name: 'events-have-positions',
  step: (tx, after) =>
    numbered(
      tx,
      `with part as (
         select insert_no from event where insert_no > $1::bigint order by insert_no limit ${atOnce})
       select 'event-without-position' as what, insert_no::text as subject from part
        where not exists (select from log_order where log_order.insert_no = part.insert_no)
          and not exists (select from log_pending where log_pending.insert_no = part.insert_no)
       union all
       select 'last', max(insert_no)::text from part having count(*) = ${atOnce}`,
      after ?? '0',
    ),
};

/** In each feed no number is above its head, and none was given to two rows. Numbers that were overwritten leave gaps. */
export const feedsAreNumbered: Check = {
  name: 'feeds-are-numbered',
  step: (tx, after) =>
    numbered(
      tx,
      `with part as (
         select feed, row_id, feed_row.change_no, feed_row.change_no > head.change_no as beyond
           from feed_head head join feed_row using (feed, epoch)
          where (feed, feed_row.change_no) > (split_part($1, ':', 1), split_part($1, ':', 2)::bigint)
          order by feed, feed_row.change_no fetch first ${atOnce} rows with ties)
       select 'number-beyond-head' as what, feed || ':' || change_no as subject from part where beyond
       union all
       select 'number-given-twice', feed || ':' || change_no from part
        group by feed, change_no having count(distinct row_id) > 1
       union all
       select 'last', (array_agg(feed || ':' || change_no order by feed desc, change_no desc))[1] from part
       having count(*) >= ${atOnce}`,
      after ?? ':0',
    ),
};

/** Runs a query that gives violations, and one row `last` when there is more to look at. */
async function numbered(tx: EntityManager, sql: string, after: string): Promise<Step> {
  const rows = await tx.query<{ what: string; subject: string }[]>(sql, [after]);
  return {
    violations: rows.filter(({ what }) => what !== 'last'),
    next: rows.find(({ what }) => what === 'last')?.subject ?? null,
  };
}
