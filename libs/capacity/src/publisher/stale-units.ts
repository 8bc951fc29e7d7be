import type { Instant } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/**
 * CPY-5: tells the publisher, once, of each unit that became stale by time alone: its report is older than the term at
 * the business moment `at`. The next report makes it tellable again. Gives how many became stale. A report that is being
 * applied at this moment is skipped: it is looked at again in the next round.
 */
export async function touchStaleUnits(tx: EntityManager, at: Instant, termHours: number): Promise<number> {
  const [row] = await tx.query<{ count: number }[]>(
    `with stale as (
       select unit_id from unit_report
        where not told_stale and observed_at < $1::timestamptz - $2 * interval '1 hour'
        order by unit_id for update skip locked),
     told as (
       update unit_report set told_stale = true from stale where unit_report.unit_id = stale.unit_id
       returning unit_report.unit_id),
     marked as (insert into unit_changed (unit_id) select unit_id from told)
     select count(*)::integer as count from told`,
    [at, termHours],
  );
  return row!.count;
}
