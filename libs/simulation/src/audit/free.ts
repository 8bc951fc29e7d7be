import type { AvailabilityReport, Instant, PlacementId, UnitId } from '@cap/contracts';

/** A place that was promised or taken, by the auditor's own book. */
export interface Claim {
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly status: 'held' | 'accepted' | 'admitted' | 'ended' | 'released';
  /** Latest moment of the admission; of admitted and ended ones. */
  readonly admittedBy?: Instant;
  /** Earliest and latest moment of the end; of ended ones. */
  readonly endedFrom?: Instant;
  readonly endedBy?: Instant;
}
export type KnownReport = AvailabilityReport & { readonly id: string };

/** CPY-3: reports of one unit are ordered by the moment that they speak of, then by id. */
export function isNewer(report: KnownReport, standing: KnownReport): boolean {
  const [one, other] = [Date.parse(report.observedAt), Date.parse(standing.observedAt)];
  return one === other ? report.id > standing.id : one > other;
}

/**
 * CPY-4, computed anew from the architecture page: in operation, less occupied, less the claims that the count does not
 * include, and one back for each that it still includes although it ended.
 */
export function freeOf(report: KnownReport | undefined, claims: Iterable<Claim>): number {
  let free = report === undefined ? 0 : report.inOperation - report.occupied;
  for (const claim of claims) free += effectOf(claim, report);
  return free;
}

function effectOf(claim: Claim, report: KnownReport | undefined): -1 | 0 | 1 {
  const counted = report !== undefined && includes(report, claim);
  switch (claim.status) {
    case 'released':
      return 0;
    case 'held':
    case 'accepted':
    case 'admitted':
      return counted ? 0 : -1;
    case 'ended': {
      const left = report?.countsPlacements === undefined ? claim.endedFrom! : claim.endedBy!;
      return counted && Date.parse(report.observedAt) < Date.parse(left) ? 1 : 0;
    }
  }
}

function includes(report: KnownReport, claim: Claim): boolean {
  if (report.countsPlacements !== undefined) return report.countsPlacements.includes(claim.placementId);
  if (claim.status !== 'admitted' && claim.status !== 'ended') return false;
  return Date.parse(claim.admittedBy!) <= Date.parse(report.observedAt);
}
