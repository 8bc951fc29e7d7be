import type { LocalDate, ProposalId, UnitId } from '@cap/contracts';
import type { EntityManager } from 'typeorm';

/**
 * Free places of a unit on a day, with their sign: below zero the unit is overcommitted (CPY-4), or was never heard of
 * and has claims. To promise a place on this count, call `lockUnits` before it, as a statement of its own.
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
