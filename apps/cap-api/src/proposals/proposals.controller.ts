import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { ProposalId } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { AcceptProposal, DeclineProposal, ViewProposal, WithdrawProposal, type Given } from '@cap/use-cases';
import { Actor } from '../edge/actor';
import { GivenBy } from '../edge/given';
import { IdPipe } from '../edge/id.pipe';
import { Gives, Reads } from '../edge/permission';
import { AcceptProposalDto, DeclineProposalDto, WithdrawProposalDto } from './bodies';
import { ProposalList, ProposalListQuery } from './list';

/** Proposals: what a provider is asked, and its answer. */
@Controller('v1/proposals')
export class ProposalsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly list: ProposalList,
  ) {}

  @Get()
  @Reads('proposal')
  all(@Actor() actor: CommandActor, @Query() query: ProposalListQuery) {
    return this.list.page(actor, query);
  }

  @Get(':id')
  @Reads('proposal')
  one(@Actor() actor: CommandActor, @Param('id', IdPipe) proposalId: ProposalId) {
    return this.queries.execute(new ViewProposal(actor, proposalId));
  }

  @Post(':id/acceptances')
  @HttpCode(200)
  @Gives('AcceptProposal')
  accept(@GivenBy() given: Given, @Param('id', IdPipe) proposalId: ProposalId, @Body() body: AcceptProposalDto) {
    return this.commands.execute(new AcceptProposal(given, { ...body, proposalId }));
  }

  @Post(':id/declines')
  @HttpCode(200)
  @Gives('DeclineProposal')
  decline(@GivenBy() given: Given, @Param('id', IdPipe) proposalId: ProposalId, @Body() body: DeclineProposalDto) {
    return this.commands.execute(new DeclineProposal(given, { ...body, proposalId }));
  }

  @Post(':id/withdrawals')
  @HttpCode(200)
  @Gives('WithdrawProposal')
  withdraw(@GivenBy() given: Given, @Param('id', IdPipe) proposalId: ProposalId, @Body() body: WithdrawProposalDto) {
    return this.commands.execute(new WithdrawProposal(given, { ...body, proposalId }));
  }
}
