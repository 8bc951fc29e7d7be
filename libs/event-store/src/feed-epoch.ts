import type { EntityManager } from 'typeorm';
import type { FeedChange, FeedPosition } from './feed';

/** The epoch that comes after the one that is read. The feed gets its head when it has none. */
export async function nextEpoch(manager: EntityManager, feed: string): Promise<number> {
  await manager.query('insert into feed_head (feed, epoch, change_no) values ($1, 1, 0) on conflict do nothing', [
    feed,
  ]);
  const [head] = await manager.query<{ epoch: number }[]>('select epoch from feed_head where feed = $1', [feed]);
  return head!.epoch + 1;
}

/**
 * Adds rows after a position of an epoch that nobody reads yet, and gives the position of the last. A row must not be
 * there already: it is what a feed begins with, not a change.
 */
export async function addToEpoch(
  manager: EntityManager,
  feed: string,
  { epoch, changeNo }: FeedPosition,
  rows: readonly FeedChange[],
): Promise<FeedPosition> {
  await manager.query(
    `insert into feed_row (feed, epoch, scope, row_id, change_no, gone, body)
     select $1, $2, scope, item->>'row', $3::bigint + ordinality, false, item->'body'
       from jsonb_array_elements($4::jsonb) with ordinality as list (item, ordinality)
      cross join lateral jsonb_array_elements_text(item->'scopes') as scope`,
    [feed, epoch, changeNo, JSON.stringify(rows)],
  );
  return { epoch, changeNo: changeNo + rows.length };
}

/** Lets everybody read another epoch from here on: its rows are there, and numbering starts with its position. */
export async function beginEpoch(tx: EntityManager, feed: string, { epoch, changeNo }: FeedPosition): Promise<void> {
  await tx.query('update feed_head set epoch = $2, change_no = $3 where feed = $1', [feed, epoch, changeNo]);
}

const atOnce = 20_000;

/** Removes the rows that nobody reads: of an epoch that was, or of one that did not come to be. */
export async function removeOtherEpochs(manager: EntityManager, feed: string): Promise<void> {
  let removed: number;
  do {
    [, removed] = await manager.query<[unknown[], number]>(
      `delete from feed_row where ctid in (
         select feed_row.ctid from feed_row join feed_head using (feed)
          where feed = $1 and feed_row.epoch <> feed_head.epoch limit ${atOnce})`,
      [feed],
    );
  } while (removed > 0);
}
