import { isId, type UnitId } from '@cap/contracts';
import type { ReportedUnit } from '@cap/events';
import type { EntityManager } from 'typeorm';
import { agreementsColumn } from '../unit-columns';

/** What the judge of reports asks of these units; a unit that is not registered is absent. */
export async function loadReportedUnits(
  manager: EntityManager,
  unitIds: Iterable<UnitId>,
): Promise<Map<UnitId, ReportedUnit>> {
  const rows = await manager.query<(ReportedUnit & { unitId: UnitId })[]>(
    `select unit_id as "unitId", provider_id as "providerId", ceiling, ${agreementsColumn}
       from unit where unit_id = any ($1)`,
    [[...new Set(unitIds)].filter(isId)],
  );
  return new Map(rows.map((row) => [row.unitId, row]));
}
