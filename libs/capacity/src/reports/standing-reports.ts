import type { Instant, UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import type { IncomingReport, Standing } from './incoming-report';

/**
 * The reports that stand, locked by ascending unit. The unit's own row is not locked: a report reads no claim, so a
 * promise that is being made is right with the report before as with the one after; a report that makes free negative
 * is applied and the unit is overcommitted (CPY-4). Bursts of reports so never wait for proposals.
 */
export async function lockStandingReports(
  tx: EntityManager,
  unitIds: readonly UnitId[],
): Promise<Map<UnitId, Standing>> {
  const rows = await tx.query<(Standing & { unitId: UnitId })[]>(
    `select unit_id as "unitId", report_id as "reportId", observed_at as "observedAt", in_operation as "inOperation",
            occupied, occupied_other_regions as "occupiedOtherRegions", waiting_days as "waitingDays"
       from unit_report where unit_id = any ($1) order by unit_id for update`,
    [unitIds],
  );
  return new Map(rows.map((row) => [row.unitId, row]));
}

/**
 * CPY-3: puts the newest report of each unit in force; of two, the one with the later moment, then the higher id.
 * `reports` holds one of each unit. Gives the units in which it stands: where it does not, another process was first
 * with a newer one.
 */
export async function putInForce(
  tx: EntityManager,
  reports: readonly IncomingReport[],
  receivedAt: Instant,
): Promise<Set<UnitId>> {
  if (reports.length === 0) return new Set();
  const rows = await tx.query<{ unit_id: UnitId }[]>(
    `insert into unit_report (unit_id, report_id, observed_at, received_at, in_operation, occupied,
       occupied_other_regions, counts_placements, expected_free, waiting_days, unchanged_since)
     select "unitId", "reportId", "observedAt", $2, "inOperation", occupied, "occupiedOtherRegions",
            case when jsonb_typeof("countsPlacements") = 'array'
                 then array(select jsonb_array_elements_text("countsPlacements")::uuid) end,
            "expectedFree", "waitingDays", "observedAt"
       from jsonb_to_recordset($1) as incoming ("unitId" uuid, "reportId" uuid, "observedAt" timestamptz,
         "inOperation" integer, occupied integer, "occupiedOtherRegions" integer, "countsPlacements" jsonb,
         "expectedFree" jsonb, "waitingDays" integer)
      order by "unitId"
     on conflict (unit_id) do update set
       report_id = excluded.report_id, observed_at = excluded.observed_at, received_at = excluded.received_at,
       in_operation = excluded.in_operation, occupied = excluded.occupied,
       occupied_other_regions = excluded.occupied_other_regions, counts_placements = excluded.counts_placements,
       expected_free = excluded.expected_free, waiting_days = excluded.waiting_days, told_stale = false,
       unchanged_since = case
         when (unit_report.in_operation, unit_report.occupied, unit_report.occupied_other_regions, unit_report.waiting_days)
              is not distinct from
              (excluded.in_operation, excluded.occupied, excluded.occupied_other_regions, excluded.waiting_days)
         then unit_report.unchanged_since else excluded.observed_at end
      where (excluded.observed_at, excluded.report_id) > (unit_report.observed_at, unit_report.report_id)
     returning unit_id`,
    [JSON.stringify(reports), receivedAt],
  );
  return new Set(rows.map((row) => row.unit_id));
}
