import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ReportResult } from '@cap/capacity';
import { asInstant, warningInWords, type ProviderId, type ReportAnswer, type TextLanguage } from '@cap/contracts';
import type { CommandActor } from '@cap/event-store';
import { ReportAvailability } from '@cap/use-cases';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../edge/actor';
import { languageHeaders, languageOf } from '../edge/language';
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
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ answers: ReportAnswer[] }> {
    const given = reports.map((report) => ({ ...report, observedAt: asInstant(report.observedAt) }));
    const results = await this.commands.execute(new ReportAvailability(actor.organisationId as ProviderId, given));
    const language = languageOf(request);
    void reply.headers(languageHeaders(language));
    return { answers: results.map((result) => answerOf(result, language)) };
  }
}

const answerOf = (result: ReportResult, language: TextLanguage): ReportAnswer => {
  const { id, unitId, outcome } = result;
  if (outcome === 'refused') return { id, unitId, outcome, problem: problemOf(result.refusal, language) };
  return { id, unitId, outcome, ...(result.warning && { warning: warningInWords(result.warning, language) }) };
};
