import { isRefusal, type Instant, type ProviderId, type ReportId, type UnitId } from '@cap/contracts';
import type { Policy, ReportedUnit } from '@cap/events';
import type { DataSource, EntityManager } from 'typeorm';
import { markUnitChanged } from '../unit-changed';
import {
  contentOf,
  incomingReport,
  isNewer,
  refuseUnstorable,
  sameNumbers,
  type IncomingReport,
  type Standing,
} from './incoming-report';
import type { JudgeReport, ReportResult, ReportWithId } from './judge';
import { judgeReceipt, knownReceipts, writeReceipts } from './receipts';
import { writeHistory } from './report-history';
import { lockStandingReports, putInForce } from './standing-reports';
import { loadReportedUnits } from './reported-units';

export interface ApplyOptions {
  /** Business time of the receipt. */
  readonly receivedAt: Instant;
  readonly judge: JudgeReport;
  /** The policy in force on the day of receipt. */
  readonly policy: Policy;
}

/**
 * Applies a batch of reports of one provider, in one transaction and at most eight statements whatever its size. Newest
 * wins by `observedAt`, then by id (CPY-3); a refused report leaves nothing behind. Gives what became of each, in order.
 * May throw an error for which `isRetryable` holds: then nothing was done, and the batch can be given again.
 */
export function applyReports(
  dataSource: DataSource,
  providerId: ProviderId,
  reports: readonly ReportWithId[],
  options: ApplyOptions,
): Promise<ReportResult[]> {
  return dataSource.transaction((tx) => applyIn(tx, providerId, reports, options));
}

async function applyIn(
  tx: EntityManager,
  providerId: ProviderId,
  reports: readonly ReportWithId[],
  { receivedAt, judge, policy }: ApplyOptions,
): Promise<ReportResult[]> {
  const incoming = reports.map(incomingReport);
  const units = await loadReportedUnits(
    tx,
    incoming.map((report) => report.unitId),
  );
  const judgeOne = (report: ReportWithId, unit: ReportedUnit | undefined) =>
    judge(report, { providerId, receivedAt, aheadMinutes: policy['report-ahead-minutes'], unit });
  const receipts = new Map<ReportId, string>();
  const results = incoming.map((report, index) =>
    judgeIncoming(report, receipts, () =>
      judgeOne({ ...reports[index]!, observedAt: report.observedAt }, units.get(report.unitId)),
    ),
  );

  const fresh = await writeReceipts(tx, providerId, receipts, receivedAt);
  const standing = await stand(
    tx,
    incoming.filter(({ reportId }, index) => results[index]!.outcome === 'applied' && fresh.has(reportId)),
    receivedAt,
  );
  const earlier = await earlierReceipts(tx, providerId, incoming, fresh);

  return results.map((result, index) => {
    const report = incoming[index]!;
    const receipt = judgeReceipt(earlier, report);
    if (receipt) return answer(report, receipt);
    return result.outcome === 'applied' ? { ...result, outcome: standing.get(report.reportId)! } : result;
  });
}

/**
 * Receipts from before this batch, of whoever has none from it: most batches need not ask. What was accepted once is known, whatever
 * is judged of it now.
 */
async function earlierReceipts(
  tx: EntityManager,
  providerId: ProviderId,
  incoming: readonly IncomingReport[],
  fresh: ReadonlySet<ReportId>,
): Promise<Map<ReportId, string>> {
  const others = incoming.filter(({ reportId }) => !fresh.has(reportId));
  if (others.length === 0) return new Map();
  return knownReceipts(
    tx,
    providerId,
    others.map(({ reportId }) => reportId),
  );
}

/** A report against the receipts of its batch and the judge. An accepted one gets its receipt at once, for a repeat in the batch. */
function judgeIncoming(
  report: IncomingReport,
  known: Map<ReportId, string>,
  judge: () => ReturnType<JudgeReport>,
): ReportResult {
  const receipt = judgeReceipt(known, report);
  if (receipt !== null) return answer(report, receipt);
  const judgement = refuseUnstorable(report) ?? judge();
  if (isRefusal(judgement)) return answer(report, judgement);
  known.set(report.reportId, contentOf(report));
  const { reportId: id, unitId } = report;
  return { id, unitId, outcome: 'applied', ...(judgement.warning === undefined ? {} : { warning: judgement.warning }) };
}

function answer(
  { reportId: id, unitId }: IncomingReport,
  found: NonNullable<ReturnType<typeof judgeReceipt>>,
): ReportResult {
  return isRefusal(found) ? { id, unitId, outcome: 'refused', refusal: found } : { id, unitId, outcome: 'repeated' };
}

type Stood = 'applied' | 'unchanged' | 'older';

/** Lets accepted reports take effect one after the other, each against the one that stands by then. */
async function stand(
  tx: EntityManager,
  reports: readonly IncomingReport[],
  receivedAt: Instant,
): Promise<Map<ReportId, Stood>> {
  const outcomes = new Map<ReportId, Stood>();
  if (reports.length === 0) return outcomes;
  const before = await lockStandingReports(tx, [...new Set(reports.map((report) => report.unitId))]);
  const current = new Map<UnitId, Standing>(before);
  const newest = new Map<UnitId, IncomingReport>();
  for (const report of reports) {
    const earlier = current.get(report.unitId);
    if (earlier && !isNewer(report, earlier)) {
      outcomes.set(report.reportId, 'older');
      continue;
    }
    outcomes.set(report.reportId, earlier && sameNumbers(report, earlier) ? 'unchanged' : 'applied');
    current.set(report.unitId, report);
    newest.set(report.unitId, report);
  }
  const stands = await putInForce(tx, [...newest.values()], receivedAt);
  for (const [unitId, report] of newest) if (!stands.has(unitId)) outcomes.set(report.reportId, 'older');

  await writeHistory(
    tx,
    reports.map((report) => ({ report, cameLate: outcomes.get(report.reportId) === 'older' })),
    receivedAt,
  );
  await markUnitChanged(tx, [...stands]);
  return outcomes;
}
