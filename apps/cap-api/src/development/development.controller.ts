import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import {
  actorRoles,
  asInstant,
  type ClockView,
  type IssueToken,
  type SettledView,
  type StepClock,
} from '@cap/contracts';
import { TokenIssuer } from '@cap/access';
import { businessInstant, clockMode, nextDeadline, stepClock, Wakeup } from '@cap/event-store';
import { UnitIndex } from '@cap/use-cases';
import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import type { CapRequest } from '../edge/actor';
import { IsCapId, IsMoment } from '../edge/checks';
import { Gives, Public, Reads } from '../edge/permission';
import { ProblemError } from '../edge/problem';
import { markInstance, readInstance } from './instance';
import { Nearby } from './nearby';
import { untilSettled } from './settled';

export class StepClockDto implements StepClock {
  @IsMoment() to!: string;
}
export class IssueTokenDto implements IssueToken {
  @IsString() @MaxLength(80) @Matches(/^[a-z0-9-]+$/) actorId!: string;
  @IsIn(actorRoles.filter((role) => role !== 'system')) role!: IssueToken['role'];
  @IsOptional() @IsCapId() organisationId?: string;
}
export class MarkInstanceDto {
  @IsInt() seed!: number;
}

const longestWaitMs = 30_000;
const tokenHours = 12;

/** Only on a development instance, and only from nearby: tokens, the stepped clock, and waiting for quiet. */
@Controller('v1')
export class DevelopmentController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wakeup: Wakeup,
    private readonly index: UnitIndex,
    private readonly issuer: TokenIssuer,
    private readonly nearby: Nearby,
  ) {}

  @Post('development/tokens')
  @HttpCode(200)
  @Public()
  async token(@Req() request: CapRequest, @Body() { actorId, role, organisationId }: IssueTokenDto) {
    this.nearby.ensure(request);
    return {
      token: await this.issuer.issue({ actorId, role, organisationId: organisationId ?? null }, tokenHours * 3600),
    };
  }

  @Get('clock')
  @Reads('clock')
  async clock(): Promise<ClockView> {
    return { mode: await clockMode(this.dataSource), at: await businessInstant(this.dataSource) };
  }

  @Post('development/clock-steps')
  @HttpCode(200)
  @Gives('StepClock')
  async step(@Body() { to }: StepClockDto): Promise<ClockView> {
    if (!(await stepClock(this.dataSource, asInstant(to)))) throw new ProblemError('clock-goes-forward');
    this.wakeup.touch('cap_log');
    this.wakeup.touch('cap_units');
    return this.clock();
  }

  @Get('development/next-deadline')
  @Reads('policy')
  async deadline() {
    return { at: await nextDeadline(this.dataSource.manager) };
  }

  @Get('development/settled')
  @Reads('policy')
  settled(@Query('wait') wait?: string): Promise<SettledView> {
    return untilSettled(this.dataSource, this.index, Math.min(Number(wait) || 0, longestWaitMs));
  }

  @Get('development/instance')
  @Public()
  instance(@Req() request: CapRequest) {
    this.nearby.ensure(request);
    return readInstance(this.dataSource);
  }

  @Post('development/instance')
  @HttpCode(200)
  @Public()
  mark(@Req() request: CapRequest, @Body() { seed }: MarkInstanceDto) {
    this.nearby.ensure(request);
    return markInstance(this.dataSource, seed);
  }
}
