import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ReportResult } from '@cap/capacity';
import { asInstant, type ProviderId, type ReportAnswer } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { ReportAvailability } from '@cap/use-cases';
import { Actor } from '../edge/actor';
import { Gives } from '../edge/permission';
import { problemOf } from '../edge/problem';
import { ReportAvailabilityDto } from './bodies';

/** Reports of places, by HTTP; those by Kafka take the same way from `applyReports` on. Each report has its own id. */
@Controller('v1/availability-reports')
export class AvailabilityController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @Gives('ReportAvailability')
  async report(
    @Actor() actor: CommandActor,
    @Body() { reports }: ReportAvailabilityDto,
  ): Promise<{ answers: ReportAnswer[] }> {
    const given = reports.map((report) => ({ ...report, observedAt: asInstant(report.observedAt) }));
    const results = await this.commands.execute(new ReportAvailability(actor.organisationId as ProviderId, given));
    return { answers: results.map(answerOf) };
  }
}

const answerOf = (result: ReportResult): ReportAnswer => {
  const { id, unitId, outcome } = result;
  if (outcome === 'refused') return { id, unitId, outcome, problem: problemOf(result.refusal) };
  return { id, unitId, outcome, ...(result.warning === undefined ? {} : { warning: result.warning }) };
};
