import { refuse, type AvailabilityReport, type Instant, type Refusal, type ReportWarning } from '@cap/contracts';
import type { ReportedUnit, ReportFacts } from '@cap/events';
import { localDateOf } from '../days/amsterdam';
import { inForceOn } from '../unit/agreement';

/** A report that may be applied, with what its reporter should know. */
export interface ReportAccepted {
  readonly warning?: ReportWarning;
}

/**
 * Whether a report may be applied: CPY-1 (a unit of this provider), CPY-2 (it does not contradict itself or an agreement
 * in force on the day it speaks of; the waiting time of CPY-6 and the other regions of CPY-10 are such figures), CPY-3 (not
 * ahead of its receipt). `observedAt` must be a valid moment in UTC.
 */
export function judgeReport(report: AvailabilityReport, facts: ReportFacts): ReportAccepted | Refusal {
  const { unitId } = report;
  if (facts.unit === undefined) return refuse('unit-unknown', { unitId });
  if (facts.unit.providerId !== facts.providerId) return refuse('unit-of-another-provider', { unitId });
  const contradiction = findContradiction(report);
  if (contradiction !== null) return refuse('report-contradicts-itself', { unitId, ...contradiction });
  const overAgreement = judgeCeilings(report, facts.unit);
  if ('refused' in overAgreement) return overAgreement;
  const aheadMs = Date.parse(report.observedAt) - Date.parse(facts.receivedAt);
  if (aheadMs > facts.aheadMinutes * 60_000) {
    return refuse('report-from-the-future', { unitId, observedAt: report.observedAt, receivedAt: facts.receivedAt });
  }
  return overAgreement;
}

/** The first figure that cannot be, and what it must not exceed. */
function findContradiction(report: AvailabilityReport): Record<string, string | number> | null {
  const { inOperation, occupied, occupiedOtherRegions = 0, waitingDays = 0, expectedFree = [] } = report;
  const counts = { inOperation, occupied, occupiedOtherRegions, waitingDays };
  for (const [field, value] of Object.entries(counts)) if (!isCount(value)) return { field, value };
  const wrong = expectedFree.find(({ places }) => !isCount(places));
  if (wrong !== undefined) return { field: 'expectedFree', value: wrong.places };
  if (occupied > inOperation) return { field: 'occupied', value: occupied, most: inOperation };
  if (occupiedOtherRegions > occupied)
    return { field: 'occupiedOtherRegions', value: occupiedOtherRegions, most: occupied };
  const named = new Set(report.countsPlacements).size;
  return named > occupied ? { field: 'countsPlacements', value: named, most: occupied } : null;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** CPY-2: "above the ceiling" is refused only where an agreement with a number of places is in force that day. */
function judgeCeilings(
  { unitId, inOperation, observedAt }: AvailabilityReport,
  { ceiling, agreements }: ReportedUnit,
): ReportAccepted | Refusal {
  // Most reports are below everything that was ever agreed; then the day need not be worked out.
  if (inOperation <= Math.min(ceiling, ...agreements.map(({ places }) => places ?? ceiling))) return {};
  const day = localDateOf(observedAt as Instant);
  const agreement = agreements.find((candidate) => candidate.places !== null && inForceOn(candidate, day));
  const most = Math.min(ceiling, agreement?.places ?? ceiling);
  if (inOperation <= most) return {};
  if (agreement !== undefined) return refuse('report-above-agreement', { unitId, inOperation, most });
  return { warning: { inOperation, ceiling } };
}
