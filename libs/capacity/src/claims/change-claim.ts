import { BrokenInvariant } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/**
 * Runs one `insert` or `update` of `place_claim` and marks its unit changed. Throws a `BrokenInvariant` when it did not
 * change exactly one row: the decider let something through that the claims do not know.
 */
export async function changeClaim(
  tx: EntityManager,
  step: string,
  change: string,
  parameters: readonly unknown[],
): Promise<void> {
  const changed = await tx.query<unknown[]>(
    `with changed as (${change} returning unit_id),
          told as (insert into unit_changed (unit_id) select unit_id from changed)
     select unit_id from changed`,
    [...parameters],
  );
  if (changed.length !== 1) {
    throw new BrokenInvariant(
      `PRP-1: ${step} must change one claim, and changed ${changed.length}. Parameters: ${parameters.join(', ')}.`,
    );
  }
}
