import { receiveReports, type ReceivedReports, type ReportWithId } from '@cap/capacity';
import type { ProviderId } from '@cap/contracts';
import { judgeReport } from '@cap/domain';
import { Wakeup } from '@cap/event-store';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The reports' way into the database, judged by the domain; it wakes the publisher of units. */
@Injectable()
export class ReportApplier {
  private readonly wakeup: Wakeup;

  constructor(private readonly dataSource: DataSource) {
    this.wakeup = new Wakeup(dataSource);
  }

  async apply(providerId: ProviderId, reports: readonly ReportWithId[]): Promise<ReceivedReports> {
    const received = await receiveReports(this.dataSource, providerId, reports, judgeReport);
    this.wakeup.touch('cap_units');
    return received;
  }
}
