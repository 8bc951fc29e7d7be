import type { Instant, ProviderId } from '@cap/contracts';
import { businessNow, readPolicy } from '@cap/event-store';
import { figures } from '@cap/platform';
import type { DataSource } from 'typeorm';
import { applyReports } from './apply-reports';
import type { JudgeReport, ReportResult, ReportWithId } from './judge';

/** What became of a batch of reports, in their order, and the business time at which they were received. */
export interface ReceivedReports {
  readonly receivedAt: Instant;
  readonly results: readonly ReportResult[];
}

/**
 * The one way in for a provider's reports, by HTTP as by Kafka: they are received at this moment of business time, under
 * the policy of its day. May throw an error for which `isRetryable` holds, as `applyReports` does.
 */
export async function receiveReports(
  dataSource: DataSource,
  providerId: ProviderId,
  reports: readonly ReportWithId[],
  judge: JudgeReport,
): Promise<ReceivedReports> {
  const { at: receivedAt, on } = await businessNow(dataSource);
  const policy = await readPolicy(dataSource, on);
  const results = await applyReports(dataSource, providerId, reports, { receivedAt, judge, policy });
  for (const result of results)
    figures.reports.inc({ outcome: result.outcome, rule: result.outcome === 'refused' ? result.refusal.rule : '' });
  return { receivedAt, results };
}
