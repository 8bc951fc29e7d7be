import type { FindingId, Instant, ProviderId, UnitFindingKind, UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';
import { markUnitChanged } from '../unit-changed';

/** What was watched about a unit, and since when. */
export interface WatchedUnit {
  readonly findingId: FindingId;
  readonly kind: UnitFindingKind;
  readonly unitId: UnitId;
  readonly providerId: ProviderId;
  readonly since: Instant;
}

/** Marks that what is watched was brought to the desk, so that its unit is shown so. Null when its cause is gone. */
export async function markFound(tx: EntityManager, findingId: FindingId, at: Instant): Promise<WatchedUnit | null> {
  const [rows] = await tx.query<[WatchedUnit[], number]>(
    `update unit_watch set found_at = $2 where finding_id = $1
     returning finding_id as "findingId", kind, unit_id as "unitId", provider_id as "providerId", since`,
    [findingId, at],
  );
  const [watched] = rows;
  if (!watched) return null;
  await markUnitChanged(tx, [watched.unitId]);
  return watched;
}
