import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { ReferralId } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import {
  CompleteReferral,
  DecideTriage,
  ProposePlace,
  SubmitReferral,
  ViewCandidates,
  ViewReferral,
  WithdrawReferral,
  type Given,
} from '@cap/use-cases';
import { Actor } from '../edge/actor';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { Gives, Reads } from '../edge/permission';
import {
  CandidatesQuery,
  CompleteReferralDto,
  DecideTriageDto,
  ProposePlaceDto,
  SubmitReferralDto,
  WithdrawReferralDto,
} from './bodies';
import { ReferralList, ReferralListQuery } from './list';

/** Referrals: intake, triage, candidates and proposals. */
@Controller('v1/referrals')
export class ReferralsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly list: ReferralList,
  ) {}

  @Post()
  @Gives('SubmitReferral')
  submit(@GivenBy() given: Given, @Body() body: SubmitReferralDto) {
    return this.commands.execute(new SubmitReferral(given, body));
  }

  @Get()
  @Reads('referral')
  all(@Actor() actor: CommandActor, @Query() query: ReferralListQuery) {
    return this.list.page(actor, query);
  }

  @Get(':id')
  @Reads('referral')
  one(@Actor() actor: CommandActor, @Param('id', IdPipe) referralId: ReferralId) {
    return this.queries.execute(new ViewReferral(actor, referralId));
  }

  @Post(':id/triage-decisions')
  @HttpCode(200)
  @Gives('DecideTriage')
  triage(@GivenBy() given: Given, @Param('id', IdPipe) referralId: ReferralId, @Body() body: DecideTriageDto) {
    return this.commands.execute(new DecideTriage(given, { ...body, referralId }));
  }

  @Post(':id/completions')
  @HttpCode(200)
  @Gives('CompleteReferral')
  complete(@GivenBy() given: Given, @Param('id', IdPipe) referralId: ReferralId, @Body() body: CompleteReferralDto) {
    return this.commands.execute(new CompleteReferral(given, { ...body, referralId }));
  }

  @Post(':id/withdrawals')
  @HttpCode(200)
  @Gives('WithdrawReferral')
  withdraw(@GivenBy() given: Given, @Param('id', IdPipe) referralId: ReferralId, @Body() body: WithdrawReferralDto) {
    return this.commands.execute(new WithdrawReferral(given, { ...body, referralId }));
  }

  @Get(':id/candidates')
  @Reads('candidates')
  candidates(
    @Actor() actor: CommandActor,
    @Param('id', IdPipe) referralId: ReferralId,
    @Query() { excluded = false }: CandidatesQuery,
  ) {
    return this.queries.execute(new ViewCandidates(actor, referralId, excluded));
  }

  @Post(':id/proposals')
  @Gives('ProposePlace')
  propose(@GivenBy() given: Given, @Param('id', IdPipe) referralId: ReferralId, @Body() body: ProposePlaceDto) {
    return this.commands.execute(new ProposePlace(given, { referralId, unitId: body.unitId }));
  }
}
