import type { DataSource, EntityManager } from 'typeorm';

/** How much waits to be done after a commit, besides what readers of the log are behind. */
export interface WaitingWork {
  /** Committed events that have no position yet. */
  readonly unordered: number;
  /** Units that changed and are not in the feed yet. */
  readonly unpublished: number;
  /** Deadlines that are due and have not fired. */
  readonly overdue: number;
  /** The last change of each feed. */
  readonly feeds: readonly { readonly feed: string; readonly changeNo: number }[];
}

/** One look at everything that waits, from one snapshot. */
export async function waitingWork(manager: DataSource | EntityManager): Promise<WaitingWork> {
  const [row] = await manager.query<[WaitingWork]>(
    `select (select count(*)::integer from log_pending) as unordered,
            (select count(distinct unit_id)::integer from unit_changed) as unpublished,
            (select count(*)::integer from deadline cross join business_instant() as now
              where settled_at is null and due_at <= now) as overdue,
            (select coalesce(jsonb_agg(jsonb_build_object('feed', feed, 'changeNo', change_no) order by feed), '[]')
               from feed_head) as feeds`,
  );
  return row;
}
