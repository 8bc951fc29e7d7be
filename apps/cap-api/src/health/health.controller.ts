import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { UnitIndex } from '@cap/use-cases';

/** Whether this process lives, and whether it can answer. */
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
    await this.dataSource.query('select 1');
    return { status: 'ok', unitIndexAgeMs: this.index.ageMs };
  }
}
