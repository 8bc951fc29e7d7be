import type { UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/** Tells the one publisher, with the commit of `tx`, that the figures or the profile of these units changed. */
export async function markUnitChanged(tx: EntityManager, unitIds: readonly UnitId[]): Promise<void> {
  if (unitIds.length === 0) return;
  await tx.query('insert into unit_changed (unit_id) select unnest($1::uuid[])', [unitIds]);
}
