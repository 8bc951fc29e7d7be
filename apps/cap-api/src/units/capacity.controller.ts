import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { RegionCapacity } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { ViewRegionCapacity } from '@cap/use-cases';
import { Actor } from '../edge/actor';
import { AsOfPageQuery, pastMoment } from '../edge/past-moment';
import { Reads } from '../edge/permission';
import { pageOfUnits } from './unit-list';

/** The places of the region: all together and by unit, now or as they were at a past moment. */
@Controller('v1/capacity')
export class CapacityController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Reads('units')
  async region(@Actor() actor: CommandActor, @Query() query: AsOfPageQuery): Promise<RegionCapacity> {
    const { units, ...region } = await this.queries.execute(new ViewRegionCapacity(actor, pastMoment(query)));
    return { ...region, ...pageOfUnits(units, query) };
  }
}
