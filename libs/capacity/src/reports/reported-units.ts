import { isId, type UnitId } from '@cap/contracts';
import type { ReportedUnit } from '@cap/events';
import type { EntityManager } from 'typeorm';

/**
 * What the judge of reports asks of these units; a unit that is not registered is absent. All agreements in one go: a batch has
 * hundreds of units, and one question for each took a tenth of its time.
 */
export async function loadReportedUnits(
  manager: EntityManager,
  unitIds: Iterable<UnitId>,
): Promise<Map<UnitId, ReportedUnit>> {
  const rows = await manager.query<(ReportedUnit & { unitId: UnitId })[]>(
    `select unit_id as "unitId", provider_id as "providerId", ceiling, coalesce(agreements, '[]') as agreements
       from unit left join (
         select unit_id, jsonb_agg(jsonb_build_object('from', from_date, 'until', until_date, 'places', places)
                  order by from_date, agreement_id) as agreements
           from capacity_agreement where unit_id = any ($1) group by unit_id) as agreed using (unit_id)
      where unit_id = any ($1)`,
    [[...new Set(unitIds)].filter(isId)],
  );
  return new Map(rows.map((row) => [row.unitId, row]));
}
