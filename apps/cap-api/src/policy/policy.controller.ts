import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { LocalDate } from '@cap/contracts';
import { localDateOf } from '@cap/domain';
import { policyKeys, type PolicyKey } from '@cap/events';
import { businessInstant, readPolicy, streamVersion } from '@cap/event-store';
import { ChangePolicy, policyStream, type Given } from '@cap/use-cases';
import { IsIn, ValidateBy } from 'class-validator';
import { DataSource } from 'typeorm';
import { IsLocalDate } from '../edge/checks';
import { GivenBy } from '../edge/given';
import { Gives, Reads } from '../edge/permission';

const isFigure = (value: unknown): boolean =>
  typeof value === 'number' || (Array.isArray(value) && value.every((item) => typeof item === 'number'));

export class ChangePolicyDto {
  @IsIn(policyKeys) key!: PolicyKey;
  @ValidateBy({ name: 'isNumber', validator: { validate: isFigure } }) value!: number | number[];
  @IsLocalDate() effectiveFrom!: LocalDate;
}

/** The region's terms, norms and weights. */
@Controller('v1')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dataSource: DataSource,
  ) {}

  /** `version` is that of all changes together, also those from a later day on: the ETag of the next one. */
  @Get('policy')
  @Reads('policy')
  async inForce() {
    const on = localDateOf(await businessInstant(this.dataSource));
    const { version: policyVersion, ...values } = await readPolicy(this.dataSource, on);
    const version = await streamVersion(this.dataSource.manager, 'policy', policyStream);
    return { on, policyVersion, values, version };
  }

  @Post('policy-changes')
  @Gives('ChangePolicy')
  change(@GivenBy() given: Given, @Body() body: ChangePolicyDto) {
    return this.commands.execute(new ChangePolicy(given, body));
  }
}
