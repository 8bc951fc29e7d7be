import { createHash } from 'node:crypto';
import {
  asInstant,
  isId,
  refuse,
  type Instant,
  type PlacementId,
  type Refusal,
  type ReportId,
  type UnitId,
} from '@cap/contracts';
import type { ReportWithId } from './judge';

/** A report as it is stored: complete, in UTC, in lower case, with what it counts in one order. */
export interface IncomingReport {
  readonly reportId: ReportId;
  readonly unitId: UnitId;
  readonly observedAt: Instant;
  readonly inOperation: number;
  readonly occupied: number;
  readonly occupiedOtherRegions: number;
  readonly countsPlacements: readonly PlacementId[] | null;
  readonly expectedFree: readonly { date: string; places: number }[] | null;
  readonly waitingDays: number | null;
}

/** Brings a report into its stored shape. Throws a `RangeError` when `observedAt` is no moment: the edge checks that. */
export function incomingReport(report: ReportWithId): IncomingReport {
  const { countsPlacements, expectedFree } = report;
  return {
    reportId: report.id.toLowerCase() as ReportId,
    unitId: report.unitId.toLowerCase() as UnitId,
    observedAt: asInstant(report.observedAt),
    inOperation: report.inOperation,
    occupied: report.occupied,
    occupiedOtherRegions: report.occupiedOtherRegions ?? 0,
    countsPlacements: countsPlacements
      ? [...new Set(countsPlacements.map((id) => id.toLowerCase() as PlacementId))].sort()
      : null,
    expectedFree: expectedFree
      ? expectedFree.map(({ date, places }) => ({ date, places })).sort((a, b) => (a.date < b.date ? -1 : 1))
      : null,
    waitingDays: report.waitingDays ?? null,
  };
}

/** SHA-256 of what a report says, in hexadecimal: the same report sent in another spelling is the same (CPY-3). */
export const contentOf = (report: IncomingReport): string =>
  createHash('sha256').update(JSON.stringify(report)).digest('hex');

const largestStored = 2_147_483_647;

/** CPY-2: one report that the tables cannot hold is refused, so that it does not take its batch with it. */
export function refuseUnstorable(report: IncomingReport): Refusal | null {
  const { unitId, inOperation, occupied, occupiedOtherRegions, waitingDays, countsPlacements } = report;
  const counts = { inOperation, occupied, occupiedOtherRegions, waitingDays: waitingDays ?? 0 };
  for (const [field, value] of Object.entries(counts)) {
    if (value > largestStored)
      return refuse('report-contradicts-itself', { unitId, field, value, most: largestStored });
  }
  return countsPlacements?.every(isId) === false
    ? refuse('report-contradicts-itself', { unitId, field: 'countsPlacements' })
    : null;
}

/** CPY-3: whether `a` was made after `b`: by its moment, then by its id; never by arrival. */
export const isNewer = (a: Standing, b: Standing): boolean =>
  a.observedAt === b.observedAt ? a.reportId > b.reportId : a.observedAt > b.observedAt;

/** The report that stands for a unit, as far as the next one is compared with it. */
export type Standing = Pick<
  IncomingReport,
  'reportId' | 'observedAt' | 'inOperation' | 'occupied' | 'occupiedOtherRegions' | 'waitingDays'
>;

/** Whether two reports give the same numbers. */
export const sameNumbers = (a: Standing, b: Standing): boolean =>
  a.inOperation === b.inOperation &&
  a.occupied === b.occupied &&
  a.occupiedOtherRegions === b.occupiedOtherRegions &&
  a.waitingDays === b.waitingDays;
