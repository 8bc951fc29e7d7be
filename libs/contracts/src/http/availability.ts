import type { PlacementId, ReportId, UnitId } from '../ids';
import type { UnitRow } from '../live';
import type { RefusalCode } from '../refusals';
import type { Instant, LocalDate } from '../time';
import type { Problem } from './common';

/** One report of one unit: the `data` of the CloudEvent `nl.haaglanden.cap.availability.reported.v1`. */
export interface AvailabilityReport {
  unitId: string;
  observedAt: string;
  inOperation: number;
  occupied: number;
  occupiedOtherRegions?: number;
  countsPlacements?: string[];
  expectedFree?: { date: string; places: number }[];
  waitingDays?: number;
}
/** `POST /v1/availability-reports`: `{ reports: [...] }`, each with its own id. */
export interface ReportAvailability {
  reports: (AvailabilityReport & { id: string })[];
}
export const reportOutcomes = ['applied', 'unchanged', 'older', 'repeated', 'refused'] as const;
/**
 * `applied` stands now and changed a number; `unchanged` stands now with the same numbers; `older` went into the
 * history; `repeated` was known; `refused` changed nothing.
 */
export type ReportOutcome = (typeof reportOutcomes)[number];
/** Why one report is refused: told in its own part of the answer, while the others go on. */
export const reportRefusals = [
  'report-contradicts-itself',
  'report-above-agreement',
  'report-from-the-future',
  'report-id-reused',
  'unit-of-another-provider',
  'unit-unknown',
] as const satisfies readonly RefusalCode[];
export interface ReportAnswer {
  id: ReportId;
  unitId: UnitId;
  outcome: ReportOutcome;
  /** With `refused`. */
  problem?: Problem;
  /** CPY-2: above the ceiling where no agreement with a number of places is in force. */
  warning?: string;
}

/** `GET /v1/units/{id}/capacity`: how free comes about, line by line; with `?at=`, as it was at a past moment. */
export interface CapacityView {
  unitId: UnitId;
  date: LocalDate;
  at: Instant;
  /** Null while the unit was never heard of. */
  report: {
    reportId: ReportId;
    observedAt: Instant;
    inOperation: number;
    occupied: number;
    occupiedOtherRegions: number;
    waitingDays: number | null;
  } | null;
  /** `free` is the sum of the amounts; it keeps its sign. */
  lines: {
    line: CapacityLine;
    amount: number;
    words: string;
    placementId?: PlacementId;
    since?: Instant | LocalDate;
  }[];
  free: number;
  overcommitted: boolean;
  stale: boolean;
}
export const capacityLines = [
  'in-operation',
  'occupied',
  'promised',
  'accepted',
  'admitted-not-counted',
  'ended-still-counted',
] as const;
export type CapacityLine = (typeof capacityLines)[number];

/** The places of one unit at a moment. */
export type PlacesOfUnit = Pick<
  UnitRow,
  | 'unitId'
  | 'providerId'
  | 'inOperation'
  | 'occupied'
  | 'occupiedOtherRegions'
  | 'promised'
  | 'free'
  | 'observedAt'
  | 'overcommitted'
  | 'stale'
>;
/** All units together. A unit below zero counts as 0 in `free` and in full in `tooMany`; `free` holds stale figures too. */
export interface PlacesOfRegion {
  units: number;
  inOperation: number;
  occupied: number;
  promised: number;
  free: number;
  tooMany: number;
}
/** `GET /v1/capacity`: the region's places now, or, with `?at=`, as they were at a past moment. */
export interface RegionCapacity {
  date: LocalDate;
  at: Instant;
  total: PlacesOfRegion;
  items: PlacesOfUnit[];
  next: string | null;
}
