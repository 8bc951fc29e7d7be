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

/** The figures of a unit as they are counted, and what decides how people see them. */
export type CountedFigures = Pick<
  CountedUnit,
  | 'reporting'
  | 'observedAt'
  | 'occupied'
  | 'promised'
  | 'accepted'
  | 'admittedNotCounted'
  | 'endedStillCounted'
  | 'free'
>;
type SeenFigures = Pick<UnitRow, 'occupied' | 'promised' | 'overcommitted' | 'stale'>;

/**
 * What people see. Where a unit reports by hand, a confirmed admission or end moves `occupied`, so that nobody types
 * twice; elsewhere `occupied` is the report, and an admission that it does not count stays promised. Free is the same.
 */
export function seenFigures(
  counted: CountedFigures,
  { at, termHours }: { at: Instant; termHours: number },
): SeenFigures {
  const { reporting, observedAt, occupied, promised, accepted, admittedNotCounted, endedStillCounted, free } = counted;
  const byHand = reporting === 'hand' && occupied !== null;
  return {
    occupied: byHand ? Math.max(0, occupied + admittedNotCounted - endedStillCounted) : occupied,
    promised: promised + accepted + (byHand ? 0 : admittedNotCounted),
    overcommitted: observedAt !== null && free < 0,
    stale: isStale(observedAt, at, termHours),
  };
}

/** A unit as people see it. */
export function unitRow(counted: CountedUnit, time: { at: Instant; termHours: number }): UnitRow {
  const { accepted: _accepted, admittedNotCounted: _came, endedStillCounted: _left, ...known } = counted;
  const { admitted: _known, alarmed, ...unit } = known;
  const seen = seenFigures(counted, time);
  return { ...unit, ...seen, overcommittedTooLong: seen.overcommitted && alarmed };
}
