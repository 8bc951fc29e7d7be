import { BrokenInvariant, type UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

interface Locked {
  unit_id: UnitId;
  isolation: string;
}

/**
 * Locks units by ascending id until the end of the transaction, and gives the ids that exist. Count in a later
 * statement, never in this one: it still sees the rows as they were before it waited (PRP-1).
 *
 * The lock is `for no key update`: it keeps others who lock a unit out, and lets a first report of the unit, whose
 * foreign key looks at the same row, through. Throws a `BrokenInvariant` at any other isolation than READ COMMITTED,
 * for the count would then miss what was committed during the wait.
 */
export async function lockUnits(tx: EntityManager, unitIds: readonly UnitId[]): Promise<UnitId[]> {
  const locked = await tx.query<Locked[]>(
    `select unit_id, current_setting('transaction_isolation') as isolation
       from unit where unit_id = any ($1) order by unit_id for no key update`,
    [unitIds],
  );
  const isolation = locked[0]?.isolation ?? 'read committed';
  if (isolation !== 'read committed') {
    throw new BrokenInvariant(`PRP-1: units are locked at READ COMMITTED only; this transaction runs at ${isolation}.`);
  }
  return locked.map((row) => row.unit_id);
}
