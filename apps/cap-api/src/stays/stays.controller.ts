import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { StayId } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import {
  ConfirmAdmission,
  CorrectAdmission,
  CorrectEnd,
  EndStay,
  PlanStayEnd,
  ViewStay,
  type Given,
} from '@cap/use-cases';
import { Actor } from '../edge/actor';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { Gives, Reads } from '../edge/permission';
import { ConfirmAdmissionDto, CorrectMomentDto, EndStayDto, PlanStayEndDto } from './bodies';
import { StayList, StayListQuery } from './list';

/** Stays: from the accepted proposal to the end, and corrections. */
@Controller('v1/stays')
export class StaysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly list: StayList,
  ) {}

  @Get()
  @Reads('stay')
  all(@Actor() actor: CommandActor, @Query() query: StayListQuery) {
    return this.list.page(actor, query);
  }

  @Get(':id')
  @Reads('stay')
  one(@Actor() actor: CommandActor, @Param('id', IdPipe) stayId: StayId) {
    return this.queries.execute(new ViewStay(actor, stayId));
  }

  @Post(':id/admissions')
  @HttpCode(200)
  @Gives('ConfirmAdmission')
  admit(@GivenBy() given: Given, @Param('id', IdPipe) stayId: StayId, @Body() body: ConfirmAdmissionDto) {
    return this.commands.execute(new ConfirmAdmission(given, { ...body, stayId }));
  }

  @Post(':id/planned-ends')
  @HttpCode(200)
  @Gives('PlanStayEnd')
  planEnd(@GivenBy() given: Given, @Param('id', IdPipe) stayId: StayId, @Body() body: PlanStayEndDto) {
    return this.commands.execute(new PlanStayEnd(given, { ...body, stayId }));
  }

  @Post(':id/ends')
  @HttpCode(200)
  @Gives('EndStay')
  end(@GivenBy() given: Given, @Param('id', IdPipe) stayId: StayId, @Body() body: EndStayDto) {
    return this.commands.execute(new EndStay(given, { ...body, stayId }));
  }

  @Post(':id/admission-corrections')
  @HttpCode(200)
  @Gives('CorrectAdmission')
  correctAdmission(@GivenBy() given: Given, @Param('id', IdPipe) stayId: StayId, @Body() body: CorrectMomentDto) {
    return this.commands.execute(new CorrectAdmission(given, { ...body, stayId }));
  }

  @Post(':id/end-corrections')
  @HttpCode(200)
  @Gives('CorrectEnd')
  correctEnd(@GivenBy() given: Given, @Param('id', IdPipe) stayId: StayId, @Body() body: CorrectMomentDto) {
    return this.commands.execute(new CorrectEnd(given, { ...body, stayId }));
  }
}
