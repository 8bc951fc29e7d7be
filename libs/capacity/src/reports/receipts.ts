import { refuse, type Instant, type ProviderId, type Refusal, type ReportId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import { contentOf, type IncomingReport } from './incoming-report';

/** The content of each report id that this provider used before, by id. */
export async function knownReceipts(
  manager: EntityManager,
  providerId: ProviderId,
  reportIds: readonly ReportId[],
): Promise<Map<ReportId, string>> {
  const rows = await manager.query<{ report_id: ReportId; content: string }[]>(
    `select report_id, encode(content, 'hex') as content from report_receipt
      where provider_id = $1 and report_id = any ($2)`,
    [providerId, reportIds],
  );
  return new Map(rows.map((row) => [row.report_id, row.content]));
}

/**
 * Writes receipts, the content of each report by its id, by ascending id, so that two processes never wait for each other in a circle. Gives the ids that are
 * new; another process has just accepted the others, and has committed.
 */
export async function writeReceipts(
  tx: EntityManager,
  providerId: ProviderId,
  receipts: ReadonlyMap<ReportId, string>,
  receivedAt: Instant,
): Promise<Set<ReportId>> {
  if (receipts.size === 0) return new Set();
  const rows = await tx.query<{ report_id: ReportId }[]>(
    `insert into report_receipt (report_id, provider_id, content, received_at)
     select report_id, $1, decode(content, 'hex'), $4
       from unnest($2::uuid[], $3::text[]) as receipt (report_id, content) order by report_id
     on conflict do nothing returning report_id`,
    [providerId, [...receipts.keys()], [...receipts.values()], receivedAt],
  );
  return new Set(rows.map((row) => row.report_id));
}

/** CPY-3: what a known report id means: the same report again, or the id used for another one. Null when unknown. */
export function judgeReceipt(
  known: ReadonlyMap<ReportId, string>,
  report: IncomingReport,
): 'repeated' | Refusal | null {
  const content = known.get(report.reportId);
  if (content === undefined) return null;
  if (content === contentOf(report)) return 'repeated';
  return refuse('report-id-reused', { reportId: report.reportId, unitId: report.unitId });
}
