import type { AvailabilityReport, Instant, LocalDate, ProviderId, Refusal, ReportId, UnitId } from '@cap/contracts';

/** A report with the id that its provider gave it; for Kafka the CloudEvent's. */
export type ReportWithId = AvailabilityReport & { readonly id: string };

/** What a judge of reports must know of the unit, besides the report. */
export interface ReportFacts {
  /** Who sent the report. */
  readonly providerId: ProviderId;
  readonly receivedAt: Instant;
  /** CPY-3: how far a report may be ahead of its receipt. */
  readonly aheadMinutes: number;
  /** Undefined when no such unit is registered. */
  readonly unit: UnitFacts | undefined;
}

export interface UnitFacts {
  readonly providerId: ProviderId;
  readonly ceiling: number;
  readonly agreements: readonly { from: LocalDate; until: LocalDate | null; places: number | null }[];
}

/** Whether a report may be applied (CPY-1 to 3): `judgeReport` of the domain, which this library may not import. */
export type JudgeReport = (report: AvailabilityReport, facts: ReportFacts) => { readonly warning?: string } | Refusal;

/**
 * What became of one report. `applied` stands and changed a number, `unchanged` stands with the same numbers, `older`
 * went into the history, `repeated` was known, `refused` changed nothing.
 */
export type ReportResult = { readonly id: ReportId; readonly unitId: UnitId } & (
  | { readonly outcome: 'applied' | 'unchanged' | 'older' | 'repeated'; readonly warning?: string }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
);
