import { Controller, Get } from '@nestjs/common';
import { parkedStreams, readerStates } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { UnitIndex } from '@cap/use-cases';

/** Whether this process lives, whether it can answer, and which reader of the log halted or waits, and how many streams are parked. */
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
    const readers = await readerStates(this.dataSource);
    const halted = readers.filter(({ haltedAt }) => haltedAt !== null);
    const waiting = readers.filter(({ waitingFor }) => waitingFor !== null);
    const parked = await parkedStreams(this.dataSource);
    const status = halted.length > 0 || waiting.length > 0 || parked > 0 ? 'degraded' : 'ok';
    return { status, unitIndexAgeMs: this.index.ageMs, halted, waiting, parkedStreams: parked };
  }
}
