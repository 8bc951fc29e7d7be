import type { CapacityLine, Instant, LocalDate, PlacesOfUnit, UnitId, UnitRow } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import { readUnitRows, seenFigures, type CountedFigures } from '../publisher/unit-rows';

/** A moment of business time, its day, and the hours after which a figure is stale. */
export interface AskedMoment {
  readonly at: Instant;
  readonly on: LocalDate;
  readonly termHours: number;
}

/** The places of every unit now, by ascending unit id, as people see them. */
export async function presentPlaces(manager: EntityManager, moment: AskedMoment): Promise<PlacesOfUnit[]> {
  const units = await manager.query<{ unit_id: UnitId }[]>('select unit_id from unit');
  const rows = await readUnitRows(
    manager,
    units.map((unit) => unit.unit_id),
    moment,
  );
  return rows.map(placesOf);
}

type ClaimLine = Exclude<CapacityLine, 'in-operation' | 'occupied'>;

interface PastRow
  extends Omit<PlacesOfUnit, 'promised' | 'free' | 'overcommitted' | 'stale'>, Pick<CountedFigures, 'reporting'> {
  readonly claims: Partial<Record<ClaimLine, number>>;
}

/**
 * The places of every unit that was registered by a past moment, by ascending unit id, as people saw them: from the log
 * and the history of reports.
 */
export async function pastPlaces(manager: EntityManager, { at, on, termHours }: AskedMoment): Promise<PlacesOfUnit[]> {
  const rows = await manager.query<PastRow[]>(
    `with was_there as (
       select stream_id as unit_id, (data->>'providerId')::uuid as provider_id
         from event where stream_type = 'unit' and type = 'UnitRegistered' and recorded_at(metadata) <= $2),
     asked as (select coalesce(array_agg(unit_id), '{}') as ids from was_there),
     beside as (
       select unit_id, jsonb_object_agg(line, number) as claims
         from (select unit_id, line, count(*)::integer as number
                 from asked cross join lateral claims_beside_report_at(ids, $1, $2) group by unit_id, line) as lines
        group by unit_id),
     stood as (select report.* from asked cross join lateral reports_at(ids, $2) as report)
     select unit_id as "unitId", provider_id as "providerId", profile.reporting, in_operation as "inOperation", occupied,
            coalesce(occupied_other_regions, 0) as "occupiedOtherRegions", observed_at as "observedAt",
            coalesce(claims, '{}') as claims
       from was_there
      cross join lateral (
        select data->>'reporting' as reporting from event
         where stream_type = 'unit' and stream_id = unit_id and type in ('UnitRegistered', 'UnitChanged')
           and recorded_at(metadata) <= $2
         order by version desc limit 1) as profile
       left join stood using (unit_id)
       left join beside using (unit_id)
      order by unit_id`,
    [on, at],
  );
  return rows.map((row) => asSeen(row, { at, termHours }));
}

function asSeen({ reporting, claims, ...row }: PastRow, time: { at: Instant; termHours: number }): PlacesOfUnit {
  const { promised = 0, accepted = 0, ...moved } = claims;
  const { 'admitted-not-counted': admittedNotCounted = 0, 'ended-still-counted': endedStillCounted = 0 } = moved;
  const free =
    (row.inOperation ?? 0) - (row.occupied ?? 0) - promised - accepted - admittedNotCounted + endedStillCounted;
  const counted = { ...row, reporting, promised, accepted, admittedNotCounted, endedStillCounted, free };
  return { ...row, ...seenFigures(counted, time), free };
}

const placesOf = (unit: UnitRow): PlacesOfUnit => ({
  unitId: unit.unitId,
  providerId: unit.providerId,
  inOperation: unit.inOperation,
  occupied: unit.occupied,
  occupiedOtherRegions: unit.occupiedOtherRegions,
  promised: unit.promised,
  free: unit.free,
  observedAt: unit.observedAt,
  overcommitted: unit.overcommitted,
  stale: unit.stale,
});
