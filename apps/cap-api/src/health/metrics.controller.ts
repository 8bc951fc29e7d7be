import { Controller, Get, Header } from '@nestjs/common';
import { openViolations, stuckWork, waitingWork } from '@cap/event-store';
import { countTheProcess, figuresAsText, figuresType } from '@cap/platform';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { lookedUp } from './looked-up';

/** Figures for Prometheus: what this process counted, and what the database tells. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly dataSource: DataSource) {
    countTheProcess();
  }

  @Get()
  @Public()
  @Header('content-type', figuresType)
  @Header('cache-control', 'no-store')
  async read(): Promise<string> {
    const { dataSource } = this;
    const stuck = await stuckWork(dataSource);
    return figuresAsText(lookedUp(stuck, await waitingWork(dataSource), await openViolations(dataSource)));
  }
}
