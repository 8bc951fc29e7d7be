import type { Instant } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import type { IncomingReport } from './incoming-report';

/** A report that was accepted, and whether it came after a newer one. */
export interface HistoryEntry {
  readonly report: IncomingReport;
  readonly cameLate: boolean;
}

/**
 * Keeps every report that was accepted, in the order in which the provider made them: what was free at a past moment
 * follows from them and the log. One that changes no number is kept too, for it counts who came up to its own moment.
 */
export async function writeHistory(
  tx: EntityManager,
  entries: readonly HistoryEntry[],
  receivedAt: Instant,
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `insert into unit_report_history (unit_id, observed_at, report_id, received_at, in_operation, occupied,
       occupied_other_regions, waiting_days, counts_placements, came_late)
     select "unitId", "observedAt", "reportId", $2, "inOperation", occupied, "occupiedOtherRegions", "waitingDays",
            case when jsonb_typeof("countsPlacements") = 'array'
                 then array(select jsonb_array_elements_text("countsPlacements")::uuid) end, "cameLate"
       from jsonb_to_recordset($1) as entry ("unitId" uuid, "observedAt" timestamptz, "reportId" uuid,
         "inOperation" integer, occupied integer, "occupiedOtherRegions" integer, "waitingDays" integer, "countsPlacements" jsonb,
         "cameLate" boolean)`,
    [JSON.stringify(entries.map(({ report, cameLate }) => ({ ...report, cameLate }))), receivedAt],
  );
}
