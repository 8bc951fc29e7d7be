import {
  BrokenInvariant,
  type PersonId,
  type ProposalId,
  type ReferralId,
  type StayId,
  type UnitId,
} from '@cap/contracts';
import { eventually, freshDatabase } from '@cap/testing';
import type { EntityManager } from 'typeorm';
import { everyDay, freePlaces } from '../free/free-places';
import { at, day, newId, Region, reportOf } from '../region.fixture';
import { claimOfProposal, claimOfStay } from './claim';
import { lockUnits } from './lock-units';
import { acceptClaim, holdPlace, releaseClaim } from './promise';
import { admitClaim, claimRunningStay, endClaim } from './stay';

const today = day('2028-01-10');
const noon = at('2028-01-10T12:00:00Z');

const newHold = (unitId: UnitId) => ({
  placementId: newId<never>(),
  unitId,
  personId: newId<PersonId>(),
  referralId: newId<ReferralId>(),
  proposalId: newId<ProposalId>(),
  holdsFrom: today,
});

describe('PRP-1: a place is promised once', () => {
  let region: Region;
  beforeAll(async () => (region = await Region.open(await freshDatabase(), 45)));
  afterAll(() => region.close());

  const unitWith = async (places: number): Promise<UnitId> => {
    const unitId = await region.addUnit();
    await region.apply([reportOf(unitId, '2028-01-10T08:00:00Z', { inOperation: places })]);
    return unitId;
  };
  const manager = (): EntityManager => region.dataSource.manager;

  const promise = async (tx: EntityManager, unitId: UnitId): Promise<boolean> => {
    await lockUnits(tx, [unitId]);
    if ((await freePlaces(tx, unitId, today)) < 1) return false;
    await holdPlace(tx, newHold(unitId));
    return true;
  };

  it('of 40 at once for the last place one wins, and after its release one wins again', async () => {
    const unitId = await unitWith(1);
    for (let round = 0; round < 3; round++) {
      const won = await Promise.all(
        Array.from({ length: 40 }, () => region.dataSource.transaction((tx) => promise(tx, unitId))),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await freePlaces(manager(), unitId, today)).toBe(0);
      const [held] = await region.dataSource.query(
        `select proposal_id from place_claim where unit_id = $1 and status = 'held'`,
        [unitId],
      );
      await releaseClaim(manager(), held.proposal_id);
    }
  });

  /** Two who lock, then count, then promise; the second is known to wait for the first. Gives who promised. */
  const twoForTheLast = async (isolation: 'READ COMMITTED' | 'REPEATABLE READ', lock: typeof lockUnits) => {
    const unitId = await unitWith(1);
    const attempt = async (tx: EntityManager) => {
      if ((await freePlaces(tx, unitId, today)) < 1) return false;
      await holdPlace(tx, newHold(unitId));
      return true;
    };
    let second: Promise<boolean> | undefined;
    const first = await region.dataSource.transaction(isolation, async (tx) => {
      await lock(tx, [unitId]);
      second = region.dataSource.transaction(isolation, async (other) => {
        await lock(other, [unitId]);
        return attempt(other);
      });
      await eventually('the second waits for the lock', async () => {
        const waiting = await region.dataSource.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.length === 1;
      });
      return attempt(tx);
    });
    return [first, await second];
  };
  const lockOnly = async (tx: EntityManager, unitIds: readonly UnitId[]) => {
    await tx.query('select from unit where unit_id = any ($1) for no key update', [unitIds]);
    return [...unitIds];
  };

  it('lock, then count is right at READ COMMITTED, and promises one place twice at REPEATABLE READ', async () => {
    expect(await twoForTheLast('READ COMMITTED', lockUnits)).toEqual([true, false]);
    expect(await twoForTheLast('REPEATABLE READ', lockOnly)).toEqual([true, true]);
  });

  it('the isolation of a transaction is READ COMMITTED, and units are locked at no other', async () => {
    const unitId = await unitWith(1);
    const isolation = await region.dataSource.transaction((tx) => tx.query('show transaction_isolation'));
    expect(isolation).toEqual([{ transaction_isolation: 'read committed' }]);
    await expect(region.dataSource.transaction('REPEATABLE READ', (tx) => lockUnits(tx, [unitId]))).rejects.toThrow(
      BrokenInvariant,
    );
  });

  it('units are locked by ascending id; one that does not exist is left out', async () => {
    const units = [await region.addUnit(), await region.addUnit(), await region.addUnit()].sort();
    const locked = await region.dataSource.transaction((tx) =>
      lockUnits(tx, [...units].reverse().concat(newId<UnitId>())),
    );
    expect(locked).toEqual(units);
  });

  it('free leaves out the claim of one proposal where asked (PRP-3), and claims that hold from a later day', async () => {
    const unitId = await unitWith(1);
    const hold = newHold(unitId);
    await holdPlace(manager(), hold);
    await holdPlace(manager(), { ...newHold(unitId), holdsFrom: day('2028-01-11') });
    expect(await freePlaces(manager(), unitId, today)).toBe(0);
    expect(await freePlaces(manager(), unitId, today, hold.proposalId)).toBe(1);
    expect(await freePlaces(manager(), unitId, day('2028-01-11'))).toBe(-1);
  });

  it('a promise counts every day to come: around midnight two commands with different days see one another (PRP-1)', async () => {
    const unitId = await unitWith(1);
    // The second command began after midnight, and took the lock while the first, of the day before, waited for it.
    await holdPlace(manager(), { ...newHold(unitId), holdsFrom: day('2028-01-11') });
    expect(await freePlaces(manager(), unitId, everyDay)).toBe(0);
  });

  it('indexes refuse a second accepted proposal of a referral, and a second running full-time stay of a person', async () => {
    const unitId = await unitWith(4);
    const [one, two] = [newHold(unitId), newHold(unitId)];
    const other = { ...two, referralId: one.referralId, personId: one.personId };
    await holdPlace(manager(), one);
    await holdPlace(manager(), other);
    await acceptClaim(manager(), one.proposalId, newId());
    await expect(acceptClaim(manager(), other.proposalId, newId())).rejects.toThrow(
      'one_accepted_proposal_per_referral',
    );
    const running = {
      ...newHold(unitId),
      stayId: newId<StayId>(),
      origin: 'bypass',
      fullTime: true,
      admitted: { on: today, at: noon },
    } as const;
    await claimRunningStay(manager(), running, noon);
    const again = { ...running, placementId: newId<never>(), stayId: newId<StayId>() };
    await expect(claimRunningStay(manager(), again, noon)).rejects.toThrow('one_running_full_time_stay');
    await endClaim(manager(), running.stayId, { on: today, at: noon }, noon);
    await claimRunningStay(manager(), again, noon);
  });

  it('a step that the claims do not know is a broken invariant and changes nothing', async () => {
    const unitId = await unitWith(1);
    const hold = newHold(unitId);
    const stayId = newId<StayId>();
    const held = { on: today, at: noon };
    await holdPlace(manager(), hold);
    await expect(admitClaim(manager(), stayId, held, noon)).rejects.toThrow(BrokenInvariant);
    await acceptClaim(manager(), hold.proposalId, stayId);
    await expect(acceptClaim(manager(), hold.proposalId, stayId)).rejects.toThrow(BrokenInvariant);
    await expect(endClaim(manager(), stayId, held, noon)).rejects.toThrow(BrokenInvariant);
    await admitClaim(manager(), stayId, held, noon);
    await expect(releaseClaim(manager(), hold.proposalId)).rejects.toThrow(BrokenInvariant);
    expect(await claimOfStay(manager(), stayId)).toMatchObject({
      ...hold,
      stayId,
      status: 'admitted',
      admittedBy: noon,
      endedFrom: null,
    });
    expect(await claimOfProposal(manager(), hold.proposalId)).toEqual(await claimOfStay(manager(), stayId));
    expect(await claimOfStay(manager(), newId())).toBeNull();
  });
});
