import type { Instant, LocalDate, UnitId, UnitRow } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import { isStale } from '../free/staleness';
import { agreementsColumn, profileColumns } from '../unit-columns';

/** A unit with the figures as they are counted, before they are what people see. */
export interface CountedUnit extends Omit<
  UnitRow,
  'overcommitted' | 'overcommittedTooLong' | 'stale' | 'occupied' | 'promised'
> {
  occupied: number | null;
  promised: number;
  accepted: number;
  admittedNotCounted: number;
  endedStillCounted: number;
  /** All admitted stays that the CAP knows. */
  admitted: number;
  /** CPY-4: the desk has an open finding that it is overcommitted. */
  alarmed: boolean;
}

/** Units as people see them, on one day, from one snapshot; `at` is business time. */
export async function readUnitRows(
  manager: EntityManager,
  unitIds: readonly UnitId[],
  { on, ...time }: { on: LocalDate; at: Instant; termHours: number },
): Promise<UnitRow[]> {
  return (await countUnits(manager, unitIds, on)).map((unit) => unitRow(unit, time));
}

/** Counts units by the one definition of free, on one day, from one snapshot. */
export function countUnits(manager: EntityManager, unitIds: readonly UnitId[], on: LocalDate): Promise<CountedUnit[]> {
  return manager.query<CountedUnit[]>(
    `select unit_id as "unitId", unit.provider_id as "providerId", location_id as "locationId", unit.name, municipality,
            postcode, ${profileColumns}, ${agreementsColumn},
            in_operation as "inOperation", occupied, coalesce(occupied_other_regions, 0) as "occupiedOtherRegions",
            promised, accepted, admitted_not_counted as "admittedNotCounted",
            ended_still_counted as "endedStillCounted", free, observed_at as "observedAt",
            unchanged_since as "unchangedSince", waiting_days as "waitingDays",
            (select count(*)::integer from place_claim claim
              where claim.unit_id = unit.unit_id and claim.status = 'admitted') as admitted,
            exists (select from unit_watch watch
              where watch.unit_id = unit.unit_id and kind = 'overcommitted' and found_at is not null) as alarmed
       from capacity_of($1, $2) join unit using (unit_id) join location using (location_id)
      order by unit_id`,
    [unitIds, on],
  );
}

/**
 * What people see. Where a unit reports by hand, a confirmed admission or end moves `occupied`, so that nobody types
 * twice; elsewhere `occupied` is the report, and an admission that it does not count stays promised. Free is the same.
 */
export function unitRow(counted: CountedUnit, { at, termHours }: { at: Instant; termHours: number }): UnitRow {
  const { accepted, admittedNotCounted, endedStillCounted, admitted: _known, alarmed, ...unit } = counted;
  const byHand = unit.reporting === 'hand' && unit.occupied !== null;
  const overcommitted = unit.observedAt !== null && unit.free < 0;
  return {
    ...unit,
    occupied: byHand ? Math.max(0, unit.occupied! + admittedNotCounted - endedStillCounted) : unit.occupied,
    promised: unit.promised + accepted + (byHand ? 0 : admittedNotCounted),
    overcommitted,
    overcommittedTooLong: overcommitted && alarmed,
    stale: isStale(unit.observedAt, at, termHours),
  };
}
