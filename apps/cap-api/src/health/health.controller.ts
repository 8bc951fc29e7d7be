import { Controller, Get } from '@nestjs/common';
import { openViolations, stuckWork } from '@cap/event-store';
import { UnitIndex } from '@cap/use-cases';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { statusOf } from './status-of';

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
