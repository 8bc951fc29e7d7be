import type { Instant, UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/**
 * The first moment of business time of which the CAP can say what was free, in a unit or, for null, in the region: when
 * it was registered, or since when every report is kept where an installation is older than that. Null when there is
 * nothing to tell of.
 */
export async function knownSince(manager: EntityManager, unitId: UnitId | null): Promise<Instant | null> {
  const [row] = await manager.query<[{ since: Instant | null }]>(
    `select case when first.at is null then null else greatest(first.at, whole.since) end as since
       from (select min(recorded_at(metadata)) as at from event
              where stream_type = 'unit' and type = 'UnitRegistered' and ($1::uuid is null or stream_id = $1)) as first
      cross join report_history_whole as whole`,
    [unitId],
  );
  return row.since;
}
