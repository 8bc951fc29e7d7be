import type { LocalDate, ProposalId, UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/** A promise has no end: whoever promises counts the claims of every day to come. */
export const everyDay = 'infinity' as LocalDate;

/**
 * Free places of a unit on a day, with their sign: below zero the unit is overcommitted (CPY-4), or was never heard of
 * and has claims. To promise a place, count for `everyDay` (of two commands around midnight, the one
 * that began the day before must see the other's claim), and call `lockUnits` before it, as a statement of its own.
 * `butProposal` leaves the claim of one proposal out (PRP-3).
 */
export async function freePlaces(
  manager: EntityManager,
  unitId: UnitId,
  on: LocalDate,
  butProposal: ProposalId | null = null,
): Promise<number> {
  const [row] = await manager.query<{ free: number }[]>('select free from capacity_of(array[$1::uuid], $2, $3)', [
    unitId,
    on,
    butProposal,
  ]);
  return row!.free;
}
