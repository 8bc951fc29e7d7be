import { Controller, Get } from '@nestjs/common';
import type { StuckWorkView, ViolationView } from '@cap/contracts';
import { openViolations, stuckWork } from '@cap/event-store';
import { UnitIndex } from '@cap/use-cases';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';

/** `degraded`: it answers, and somewhere behind it something waits for an operator. */
type Status = 'ok' | 'degraded';

/**
 * Whether this process lives, whether it can answer, and what is stuck. A read model that halted is no reason to send
 * nobody here: the front door answers, and the details say what is behind.
 */
@Controller('health')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly index: UnitIndex,
  ) {}

  @Get('live')
  @Public()
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  async ready() {
    const { status } = await this.looked();
    return { status, unitIndexAgeMs: this.index.ageMs };
  }

  @Get('details')
  @Public()
  async details() {
    const { status, ...known } = await this.looked();
    return { status, unitIndexAgeMs: this.index.ageMs, ...known };
  }

  private async looked() {
    const stuck = await stuckWork(this.dataSource);
    const violations = await openViolations(this.dataSource);
    return { status: statusOf(stuck, violations), ...stuck, violations };
  }
}

function statusOf(
  { readers, parkedStreams, openDeadLetters, webhooks }: StuckWorkView,
  violations: readonly ViolationView[],
): Status {
  const held = readers.some(({ haltedAt, waitingFor }) => haltedAt !== null || waitingFor !== null);
  const wrong = violations.some(({ open }) => open > 0);
  const givenUp = webhooks.some(({ pausedBecause }) => pausedBecause === 'failing');
  return held || wrong || givenUp || parkedStreams > 0 || openDeadLetters > 0 ? 'degraded' : 'ok';
}
