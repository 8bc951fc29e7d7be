import { Controller, Get } from '@nestjs/common';
import { parkedStreams, readerStates } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { UnitIndex } from '@cap/use-cases';

/** Whether this process lives, whether it can answer, and which read model halted or how many streams are parked. */
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
    const halted = (await readerStates(this.dataSource)).filter(({ haltedAt }) => haltedAt !== null);
    const parked = await parkedStreams(this.dataSource);
    const status = halted.length > 0 || parked > 0 ? 'degraded' : 'ok';
    return { status, unitIndexAgeMs: this.index.ageMs, halted, parkedStreams: parked };
  }
}
