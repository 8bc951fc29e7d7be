import { Controller, Get, Query } from '@nestjs/common';
import { findingKinds, type FindingKind, type FindingView, type Page } from '@cap/contracts';
import { findingList, listFindings, readAfter } from '@cap/read-models';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { IsFlag } from '../edge/checks';
import { PageQuery } from '../edge/page-query';
import { Reads } from '../edge/permission';
import { writtenIn } from '../edge/written';

class FindingListQuery extends PageQuery {
  @IsOptional() @IsIn(findingKinds) kind?: FindingKind;
  /** `true` leaves out the findings whose cause is gone. */
  @IsOptional() @IsFlag() open?: boolean;
}

/** What came past the CAP (CAP-3), and units whose count is not right for too long (CPY-4), for the desk. */
@Controller('v1/findings')
export class FindingsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Reads('finding')
  async all(@Query() { after, kind, open, ...page }: FindingListQuery): Promise<Page<FindingView>> {
    if (after !== undefined) await readAfter(this.dataSource, writtenIn(after), findingList);
    return listFindings(this.dataSource, 'all', { kind, open }, page);
  }
}
