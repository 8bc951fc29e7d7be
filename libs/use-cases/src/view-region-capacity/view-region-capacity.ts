import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { pastPlaces, presentPlaces } from '@cap/capacity';
import type { Instant, LocalDate, PlacesOfRegion, PlacesOfUnit } from '@cap/contracts';
import { readPolicy, type CommandActor } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { momentAsked } from '../shared/past-moment';
import { ensureMayRead } from '../shared/permission';

/** The places of the region at a moment, all together and by unit, the lowest unit id first. */
export interface RegionPlaces {
  at: Instant;
  date: LocalDate;
  total: PlacesOfRegion;
  units: PlacesOfUnit[];
}

/** The places of the region, now or as they were at a past moment of business time. */
export class ViewRegionCapacity extends Query<RegionPlaces> {
  constructor(
    readonly actor: CommandActor,
    readonly at?: Instant,
  ) {
    super();
  }
}

@QueryHandler(ViewRegionCapacity)
export class ViewRegionCapacityHandler implements IQueryHandler<ViewRegionCapacity> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ actor, at: asked }: ViewRegionCapacity): Promise<RegionPlaces> {
    const { manager } = this.dataSource;
    ensureMayRead(actor, 'units', { organisationId: null, what: 'unit' });
    const { at, on, past } = await momentAsked(manager, asked, null);
    const termHours = (await readPolicy(manager, on))['reporting-term-hours'];
    const units = await (past ? pastPlaces : presentPlaces)(manager, { at, on, termHours });
    return { at, date: on, total: together(units), units };
  }
}

const together = (units: readonly PlacesOfUnit[]): PlacesOfRegion =>
  units.reduce(
    (sum, unit) => ({
      units: sum.units + 1,
      inOperation: sum.inOperation + (unit.inOperation ?? 0),
      occupied: sum.occupied + (unit.occupied ?? 0),
      promised: sum.promised + unit.promised,
      free: sum.free + Math.max(0, unit.free),
      tooMany: sum.tooMany + Math.max(0, -unit.free),
    }),
    { units: 0, inOperation: 0, occupied: 0, promised: 0, free: 0, tooMany: 0 },
  );
