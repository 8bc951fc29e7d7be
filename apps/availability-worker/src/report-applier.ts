import { applyReports, type ReportResult, type ReportWithId } from '@cap/capacity';
import type { Instant, ProviderId } from '@cap/contracts';
import { judgeReport, localDateOf } from '@cap/domain';
import { businessInstant, readPolicy, Wakeup } from '@cap/event-store';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What became of a batch, and the business time at which it was received. */
export interface Applied {
  readonly receivedAt: Instant;
  readonly results: readonly ReportResult[];
}

/** The reports' way into the database: business time and policy of this moment, the domain's judge, one transaction. */
@Injectable()
export class ReportApplier {
  private readonly wakeup: Wakeup;

  constructor(private readonly dataSource: DataSource) {
    this.wakeup = new Wakeup(dataSource);
  }

  async apply(providerId: ProviderId, reports: readonly ReportWithId[]): Promise<Applied> {
    const receivedAt = await businessInstant(this.dataSource);
    const policy = await readPolicy(this.dataSource, localDateOf(receivedAt));
    const results = await applyReports(this.dataSource, providerId, reports, {
      receivedAt,
      policy,
      judge: judgeReport,
    });
    this.wakeup.touch('cap_units');
    return { receivedAt, results };
  }
}
