import { Controller, Get } from '@nestjs/common';
import type { ProcessesView, ProcessView } from '@cap/contracts';
import { clockMode, stuckWork } from '@cap/event-store';
import { DataSource } from 'typeorm';
import { Reads } from '../edge/permission';

/** What runs where, how far each reader of the log is, and what waits for an operator. */
@Controller('v1/processes')
export class ProcessesController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Reads('processes')
  async all(): Promise<ProcessesView> {
    const items = await this.dataSource.query<ProcessView[]>(
      `select kind, roles, pid, address, started_at as "startedAt", seen_at as "seenAt" from process
        where seen_at > clock_timestamp() - interval '15 seconds' order by kind, started_at`,
    );
    return { items, next: null, ...(await stuckWork(this.dataSource)), clock: await clockMode(this.dataSource) };
  }
}
