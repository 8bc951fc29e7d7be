import type { Instant, ProviderId } from '@cap/contracts';
import type { Agreement, UnitProfile } from './registry-events';

/** What must be known to judge a report of availability, besides the report. The domain judges; the store looks it up. */
export interface ReportFacts {
  /** Who sent the report. */
  readonly providerId: ProviderId;
  readonly receivedAt: Instant;
  /** CPY-3: how far a report may be ahead of its receipt (policy `report-ahead-minutes`). */
  readonly aheadMinutes: number;
  /** Undefined when no such unit is registered. */
  readonly unit: ReportedUnit | undefined;
}

/** A unit as far as a report of it is held against it. */
export interface ReportedUnit extends Pick<UnitProfile, 'ceiling'> {
  readonly providerId: ProviderId;
  readonly agreements: readonly Omit<Agreement, 'agreementId'>[];
}
