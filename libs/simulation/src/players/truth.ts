import type { PlacementId, UnitId } from '@cap/contracts';
import type { InventedUnit } from '../region/types';

/** Somebody who is in a unit, as its provider knows it. */
export interface Guest {
  readonly key: string;
  /** The CAP's name of the placement, as soon as the provider knows it. */
  placementId: PlacementId | undefined;
}

/**
 * What is really so in a unit. The provider's reports follow from it, and from nothing that the CAP says; it runs ahead
 * of the CAP when a child came and nobody confirmed it, and behind it never.
 */
export class UnitTruth {
  readonly guests = new Map<string, Guest>();
  /** Accepted and not yet here. */
  expected = 0;
  inOperation: number;
  readonly most: number;

  constructor(
    readonly unit: InventedUnit,
    /** Whether its system names the placements that it counts. */
    readonly namesPlacements: boolean,
  ) {
    this.inOperation = unit.inOperation;
    this.most = unit.agreement?.places ?? unit.profile.ceiling;
  }

  get unitId(): UnitId {
    return this.unit.unitId;
  }

  get present(): number {
    return this.guests.size + this.unit.otherRegions;
  }

  /** Whether one more could come, by the provider's own count. */
  get hasRoom(): boolean {
    return this.present + this.expected < this.inOperation;
  }

  get bedIsFree(): boolean {
    return this.present < this.inOperation;
  }
}
