import type { AvailabilityReport, Refusal, ReportId, ReportWarning, UnitId } from '@cap/contracts';
import type { ReportFacts } from '@cap/events';

/** A report with the id that its provider gave it; for Kafka the CloudEvent's. */
export type ReportWithId = AvailabilityReport & { readonly id: string };

/** Whether a report may be applied (CPY-1 to 3): `judgeReport` of the domain, which this library may not import. */
export type JudgeReport = (
  report: AvailabilityReport,
  facts: ReportFacts,
) => { readonly warning?: ReportWarning } | Refusal;

/**
 * What became of one report. `applied` stands and changed a number, `unchanged` stands with the same numbers, `older`
 * went into the history, `repeated` was known, `refused` changed nothing.
 */
export type ReportResult = { readonly id: ReportId; readonly unitId: UnitId } & (
  | { readonly outcome: 'applied' | 'unchanged' | 'older' | 'repeated'; readonly warning?: ReportWarning }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
);
