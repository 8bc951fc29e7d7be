import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { receiveReports, type ReportResult, type ReportWithId } from '@cap/capacity';
import type { ProviderId } from '@cap/contracts';
import { judgeReport } from '@cap/domain';
import { isRetryable, Wakeup } from '@cap/event-store';
import { DataSource } from 'typeorm';

/** CPY-1: a provider's reports, by HTTP. Measurements, not decisions: they go through no stream, and have their own ids. */
export class ReportAvailability extends Command<readonly ReportResult[]> {
  constructor(
    readonly providerId: ProviderId,
    readonly reports: readonly ReportWithId[],
  ) {
    super();
  }
}

const attempts = 5;

@CommandHandler(ReportAvailability)
export class ReportAvailabilityHandler implements ICommandHandler<ReportAvailability> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wakeup: Wakeup,
  ) {}

  async execute({ providerId, reports }: ReportAvailability): Promise<readonly ReportResult[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { results } = await receiveReports(this.dataSource, providerId, reports, judgeReport);
        return results;
      } catch (error) {
        if (attempt >= attempts || !isRetryable(error)) throw error;
      } finally {
        this.wakeup.touch('cap_units');
      }
    }
  }
}
