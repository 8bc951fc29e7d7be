import { Controller, Get, Query } from '@nestjs/common';
import type { FindingView, Page } from '@cap/contracts';
import { findingList, listFindings, readAfter } from '@cap/read-models';
import { DataSource } from 'typeorm';
import { PageQuery } from '../edge/page-query';
import { Reads } from '../edge/permission';
import { writtenIn } from '../edge/written';

/** What came past the CAP (CAP-3), for the desk. */
@Controller('v1/findings')
export class FindingsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Reads('finding')
  async all(@Query() { after, ...page }: PageQuery): Promise<Page<FindingView>> {
    if (after !== undefined) await readAfter(this.dataSource, writtenIn(after), findingList);
    return listFindings(this.dataSource, 'all', {}, page);
  }
}
