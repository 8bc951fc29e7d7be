import type { Instant } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import type { IncomingReport } from './incoming-report';

/** A report that changed a number, or that came after a newer one. */
export interface HistoryEntry {
  readonly report: IncomingReport;
  readonly cameLate: boolean;
}

/** Keeps what the figures of a unit were, in the order in which the provider made them. */
export async function writeHistory(
  tx: EntityManager,
  entries: readonly HistoryEntry[],
  receivedAt: Instant,
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `insert into unit_report_history (unit_id, observed_at, report_id, received_at, in_operation, occupied,
       occupied_other_regions, waiting_days, came_late)
     select "unitId", "observedAt", "reportId", $2, "inOperation", occupied, "occupiedOtherRegions", "waitingDays", "cameLate"
       from jsonb_to_recordset($1) as entry ("unitId" uuid, "observedAt" timestamptz, "reportId" uuid,
         "inOperation" integer, occupied integer, "occupiedOtherRegions" integer, "waitingDays" integer, "cameLate" boolean)`,
    [JSON.stringify(entries.map(({ report, cameLate }) => ({ ...report, cameLate }))), receivedAt],
  );
}
