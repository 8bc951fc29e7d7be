import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  municipalityCodes,
  type MunicipalityCode,
  type Page,
  type UnitId,
  type UnitListItem,
  type UnitView,
} from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import {
  AgreeCapacity,
  ChangeUnit,
  RegisterUnit,
  ViewCapacity,
  ViewUnit,
  unitActions,
  type Given,
} from '@cap/use-cases';
import { IsIn, IsOptional } from 'class-validator';
import { IsCapId, IsFlag } from '../edge/checks';
import { DataSource } from 'typeorm';
import { Actor } from '../edge/actor';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { PageQuery } from '../edge/page-query';
import { AsOfQuery, pastMoment } from '../edge/past-moment';
import { Gives, Reads } from '../edge/permission';
import { AgreeCapacityDto, RegisterUnitDto, UnitProfileDto } from './bodies';
import { pageOfUnits, unitsInScope } from './unit-list';

export class UnitListQuery extends PageQuery {
  @IsOptional() @IsIn(municipalityCodes) municipality?: MunicipalityCode;
  @IsOptional() @IsCapId() provider?: string;
  /** CPY-5: only units that were not heard of in time, or only the others. */
  @IsOptional() @IsFlag() stale?: boolean;
  /** CPY-4: only units with more promised than they have, or only the others. */
  @IsOptional() @IsFlag() overcommitted?: boolean;
}

/** Units: what they are for, their agreements, their figures of this moment and how free comes about. */
@Controller('v1/units')
export class UnitsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly dataSource: DataSource,
  ) {}

  @Post()
  @Gives('RegisterUnit')
  register(@GivenBy() given: Given, @Body() body: RegisterUnitDto) {
    return this.commands.execute(new RegisterUnit(given, body));
  }

  @Post(':id/changes')
  @HttpCode(200)
  @Gives('ChangeUnit')
  change(@GivenBy() given: Given, @Param('id', IdPipe) unitId: UnitId, @Body() body: UnitProfileDto) {
    return this.commands.execute(new ChangeUnit(given, { ...body, unitId }));
  }

  @Post(':id/agreements')
  @Gives('AgreeCapacity')
  agree(@GivenBy() given: Given, @Param('id', IdPipe) unitId: UnitId, @Body() body: AgreeCapacityDto) {
    return this.commands.execute(new AgreeCapacity(given, { ...body, unitId }));
  }

  @Get()
  @Reads('units')
  async all(@Actor() actor: CommandActor, @Query() query: UnitListQuery): Promise<Page<UnitListItem>> {
    const { items, next } = pageOfUnits(await unitsInScope(this.dataSource, query), query);
    return { items: items.map((unit) => ({ ...unit, actions: unitActions(actor, unit) })), next };
  }

  @Get(':id')
  @Reads('units')
  one(@Actor() actor: CommandActor, @Param('id', IdPipe) unitId: UnitId): Promise<UnitView> {
    return this.queries.execute(new ViewUnit(actor, unitId));
  }

  @Get(':id/capacity')
  @Reads('unit-capacity')
  capacity(@Actor() actor: CommandActor, @Param('id', IdPipe) unitId: UnitId, @Query() query: AsOfQuery) {
    return this.queries.execute(new ViewCapacity(actor, unitId, pastMoment(query)));
  }
}
