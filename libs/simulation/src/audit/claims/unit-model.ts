import type { PlacementId, ReferralId, UnitId } from '@cap/contracts';
import { freeOf, isNewer, type Claim, type KnownReport } from '../free';
import type { Model } from '../linearisable';
import type { UnitOperation } from './unit-operation';

interface Claimed extends Claim {
  /** Null where no referral asked for the place. */
  readonly referralId: ReferralId | null;
}

/** The places of one unit: the report that stands, and who has a claim. */
export interface UnitPlaces {
  readonly report: KnownReport | undefined;
  readonly claims: ReadonlyMap<PlacementId, Claimed>;
}

/**
 * One unit, one operation at a time. A place is held only where one is free, and refused only where none is (PRP-1); each
 * claim goes from held to accepted, admitted and ended, or is released; the newest report stands (CPY-3); and free is what
 * the auditor counts from both (CPY-4).
 *
 * Not in it: rules that do not look at places, such as whether a referral is in matching; that what one command does in
 * two units it does at once; and, of an admission or end of which only the day is known and to which no answer came, that
 * it was recorded later than it was sent.
 */
export const unitModel = (unitId: UnitId): Model<UnitPlaces, UnitOperation> => ({
  initial: { report: undefined, claims: new Map() },
  apply: (places, operation) => apply(unitId, places, operation),
  keyOf: ({ report, claims }) => `${report?.id} ${[...claims.values()].map(textOf).sort().join(' ')}`,
});

function apply(unitId: UnitId, places: UnitPlaces, operation: UnitOperation): UnitPlaces | null {
  const { report, claims } = places;
  switch (operation.does) {
    case 'hold': {
      const { placementId, referralId } = operation;
      if (claims.has(placementId) || freeIn(places) < 1) return null;
      return withClaim(places, { placementId, unitId, status: 'held', referralId });
    }
    case 'run': {
      const { placementId, admittedBy } = operation;
      if (claims.has(placementId)) return null;
      return withClaim(places, { placementId, unitId, status: 'admitted', admittedBy, referralId: null });
    }
    case 'find-full':
      return freeIn(places) < 1 ? places : null;
    case 'release':
      return release(places, operation.referralId, operation.but);
    case 'report': {
      const newer = report === undefined || isNewer(operation.report, report);
      return fits(operation.outcome, newer) ? (newer ? { report: operation.report, claims } : places) : null;
    }
    default: {
      const claim = claims.get(operation.placementId);
      return claim === undefined ? null : change(places, claim, operation);
    }
  }
}

type OnClaim = Exclude<UnitOperation, { does: 'hold' | 'run' | 'find-full' | 'release' | 'report' }>;

function change(places: UnitPlaces, claim: Claimed, operation: OnClaim): UnitPlaces | null {
  const { status } = claim;
  switch (operation.does) {
    case 'accept':
      return status === 'held' ? withClaim(places, { ...claim, status: 'accepted' }) : null;
    case 'withdraw':
      return status === 'held' || status === 'accepted' ? withClaim(places, { ...claim, status: 'released' }) : null;
    case 'expire':
      return status === 'held' ? withClaim(places, { ...claim, status: 'released' }) : places;
    case 'decline': {
      if (status !== 'held' || (operation.forNoPlace && freeBut(places, claim) > 0)) return null;
      return withClaim(places, { ...claim, status: 'released' });
    }
    case 'find-a-place':
      return status === 'held' && freeBut(places, claim) > 0 ? places : null;
    case 'find-answered':
      return status === 'held' ? null : places;
    case 'admit':
    case 'correct-admission': {
      const before: readonly Claim['status'][] = operation.does === 'admit' ? ['accepted'] : ['admitted', 'ended'];
      if (!before.includes(status)) return null;
      const { admittedBy } = operation;
      return withClaim(places, { ...claim, status: status === 'ended' ? 'ended' : 'admitted', admittedBy });
    }
    case 'end':
    case 'correct-end': {
      if (status !== (operation.does === 'end' ? 'admitted' : 'ended')) return null;
      const { endedFrom, endedBy } = operation;
      return withClaim(places, { ...claim, status: 'ended', endedFrom, endedBy });
    }
  }
}

/** Whether a report can have been answered so: it became the newest, or a newer one stood. */
function fits(outcome: (UnitOperation & { does: 'report' })['outcome'], newer: boolean): boolean {
  if (outcome === 'applied' || outcome === 'unchanged') return newer;
  return outcome === 'older' ? !newer : true;
}

function release(places: UnitPlaces, referralId: ReferralId, but: PlacementId | null): UnitPlaces {
  const held = [...places.claims.values()].filter(
    (claim) => claim.referralId === referralId && claim.status === 'held' && claim.placementId !== but,
  );
  return held.reduce((left, claim) => withClaim(left, { ...claim, status: 'released' }), places);
}

const freeIn = ({ report, claims }: UnitPlaces): number => freeOf(report, claims.values());

const freeBut = (places: UnitPlaces, claim: Claimed): number =>
  freeIn(withClaim(places, { ...claim, status: 'released' }));

const withClaim = ({ report, claims }: UnitPlaces, claim: Claimed): UnitPlaces => ({
  report,
  claims: new Map(claims).set(claim.placementId, claim),
});

const textOf = ({ placementId, status, admittedBy, endedFrom, endedBy }: Claimed): string =>
  `${placementId}=${status}/${admittedBy ?? ''}/${endedFrom ?? ''}/${endedBy ?? ''}`;
