import type { LocalDate, PersonId, PlacementId, ProposalId, ReferralId, StayId, UnitId } from '@cap/contracts';
import type { Held } from '@cap/events';
import { freshDatabase } from '@cap/testing';
import { acceptClaim, holdPlace } from '../claims/promise';
import { admitClaim, claimRunningStay, correctAdmission, endClaim } from '../claims/stay';
import { at, day, newId, Region, reportOf } from '../region.fixture';
import { capacityView } from './capacity-view';
import { freePlaces } from './free-places';

const today = day('2028-01-10');
const now = at('2028-01-10T15:00:00Z');
const on = (date: string): Held => ({ on: day(date), at: null });
const moment = (text: string): Held => ({ on: day(text.slice(0, 10)), at: at(text) });

describe('how free comes about', () => {
  let region: Region;
  beforeAll(async () => (region = await Region.open(await freshDatabase())));
  afterAll(() => region.close());
  const manager = () => region.dataSource.manager;

  const running = async (unitId: UnitId, admitted: Held, recordedAt = now) => {
    const ids = { placementId: newId<PlacementId>(), personId: newId<PersonId>(), stayId: newId<StayId>() };
    await claimRunningStay(manager(), { ...ids, unitId, origin: 'inherited', admitted, fullTime: true }, recordedAt);
    return ids;
  };
  const free = (unitId: UnitId, date: LocalDate = today) => freePlaces(manager(), unitId, date);

  /** Two places, one child, a report at a moment that counts `occupied`; free must be this. 23:00Z is midnight here. */
  it.each<
    [
      why: string,
      admitted: Held,
      ended: Held | null,
      recordedAt: string,
      observedAt: string,
      occupied: number,
      free: number,
    ]
  >([
    [
      'came at the moment of the count',
      moment('2028-01-10T09:00:00Z'),
      null,
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      1,
      1,
    ],
    [
      'came a moment after the count',
      moment('2028-01-10T09:00:01Z'),
      null,
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      0,
      1,
    ],
    [
      'came that day, before or after the count: fewer free',
      on('2028-01-10'),
      null,
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      1,
      0,
    ],
    [
      'came that day, recorded before the count',
      on('2028-01-10'),
      null,
      '2028-01-10T10:00:00Z',
      '2028-01-10T10:00:00Z',
      1,
      1,
    ],
    [
      'came the day before, recorded after the count',
      on('2028-01-09'),
      null,
      '2028-01-10T10:00:00Z',
      '2028-01-09T23:00:00Z',
      1,
      1,
    ],
    [
      'came the day before, counted just before midnight',
      on('2028-01-09'),
      null,
      '2028-01-10T10:00:00Z',
      '2028-01-09T22:59:59Z',
      1,
      0,
    ],
    [
      'left at the moment of the count',
      on('2028-01-03'),
      moment('2028-01-10T09:00:00Z'),
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      0,
      2,
    ],
    [
      'left a moment after the count',
      on('2028-01-03'),
      moment('2028-01-10T09:00:01Z'),
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      1,
      2,
    ],
    [
      'left that day, before or after the count: fewer free',
      on('2028-01-03'),
      on('2028-01-10'),
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      1,
      1,
    ],
    [
      'left the day after the count',
      on('2028-01-03'),
      on('2028-01-10'),
      '2028-01-10T10:00:00Z',
      '2028-01-09T22:59:59Z',
      1,
      2,
    ],
    [
      'left that day, counted in its first hour',
      on('2028-01-03'),
      on('2028-01-10'),
      '2028-01-10T10:00:00Z',
      '2028-01-09T23:30:00Z',
      1,
      1,
    ],
    [
      'came and left on the day of the count',
      on('2028-01-10'),
      on('2028-01-10'),
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      1,
      1,
    ],
    [
      'came and left after the count',
      moment('2028-01-10T09:30:00Z'),
      moment('2028-01-10T09:45:00Z'),
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      0,
      2,
    ],
    [
      'came and left before the count',
      moment('2028-01-10T08:30:00Z'),
      moment('2028-01-10T08:45:00Z'),
      '2028-01-10T10:00:00Z',
      '2028-01-10T09:00:00Z',
      0,
      2,
    ],
  ])('by moment: %s', async (_why, admitted, ended, recordedAt, observedAt, occupied, expected) => {
    const unitId = await region.addUnit();
    const { stayId } = await running(unitId, admitted, at(recordedAt));
    if (ended) await endClaim(manager(), stayId, ended, at(recordedAt));
    await region.apply([reportOf(unitId, observedAt, { inOperation: 2, occupied })]);
    expect(await free(unitId)).toBe(expected);
  });

  it.each<[why: string, ended: Held | null, named: boolean, occupied: number, free: number]>([
    ['named: counted, though it was recorded later', null, true, 1, 1],
    ['not named: not counted, though it was there before', null, false, 0, 1],
    ['named, left after the count', moment('2028-01-10T09:30:00Z'), true, 1, 2],
    ['named, left that day: it was there, so it left after the count', on('2028-01-10'), true, 1, 2],
    ['named, yet left before the count: a contradiction, fewer free', moment('2028-01-10T08:30:00Z'), true, 1, 1],
    ['not named, left after the count', moment('2028-01-10T09:30:00Z'), false, 0, 2],
  ])('by name: %s', async (_why, ended, named, occupied, expected) => {
    const unitId = await region.addUnit();
    const { placementId, stayId } = await running(unitId, on('2028-01-10'), at('2028-01-10T10:00:00Z'));
    if (ended) await endClaim(manager(), stayId, ended, now);
    const countsPlacements = named ? [placementId] : [];
    await region.apply([reportOf(unitId, '2028-01-10T09:00:00Z', { inOperation: 2, occupied, countsPlacements })]);
    expect(await free(unitId)).toBe(expected);
  });

  it('a corrected admission is counted by its corrected moment', async () => {
    const unitId = await region.addUnit();
    await region.apply([reportOf(unitId, '2028-01-10T09:00:00Z', { inOperation: 2, occupied: 0 })]);
    const { stayId } = await running(unitId, moment('2028-01-10T08:00:00Z'));
    expect(await free(unitId)).toBe(2);
    await correctAdmission(manager(), stayId, moment('2028-01-10T10:00:00Z'), now);
    expect(await free(unitId)).toBe(1);
  });

  it('CPY-4, CPY-6, CPY-10: says line by line how free comes about; the lines add up, also below zero', async () => {
    const unitId = await region.addUnit();
    const gone = await running(unitId, on('2028-01-03'));
    await region.apply([
      reportOf(unitId, '2028-01-10T09:00:00Z', {
        inOperation: 4,
        occupied: 3,
        occupiedOtherRegions: 1,
        waitingDays: 12,
      }),
    ]);
    await endClaim(manager(), gone.stayId, moment('2028-01-10T10:00:00Z'), now);
    const holds = [1, 2, 3].map(() => ({
      placementId: newId<PlacementId>(),
      unitId,
      personId: newId<PersonId>(),
      referralId: newId<ReferralId>(),
      proposalId: newId<ProposalId>(),
      holdsFrom: today,
    }));
    for (const hold of holds) await holdPlace(manager(), hold);
    const stays = [newId<StayId>(), newId<StayId>()] as const;
    await acceptClaim(manager(), holds[1]!.proposalId, stays[0]);
    await acceptClaim(manager(), holds[2]!.proposalId, stays[1]);
    await admitClaim(manager(), stays[1], moment('2028-01-10T11:00:00Z'), now);
    const view = await capacityView(manager(), unitId, today, now);
    const amounts = view!.lines.map(({ line, amount }) => [line, amount]);
    expect(amounts.slice(0, 2)).toEqual([
      ['in-operation', 4],
      ['occupied', -3],
    ]);
    expect(amounts.slice(2).sort()).toEqual([
      ['accepted', -1],
      ['admitted-not-counted', -1],
      ['ended-still-counted', 1],
      ['promised', -1],
    ]);
    expect(view!.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(view!.free);
    expect(view).toMatchObject({ unitId, date: today, at: now, free: -1, overcommitted: true, stale: false });
    expect(view!.report).toMatchObject({
      inOperation: 4,
      occupied: 3,
      occupiedOtherRegions: 1,
      waitingDays: 12,
      observedAt: '2028-01-10T09:00:00.000Z',
    });
    expect(view!.lines[1]!.words).toBe("Er zijn 3 plekken bezet. Daarvan 1 door jongeren uit andere regio's.");
    expect(view!.lines.find(({ line }) => line === 'ended-still-counted')).toMatchObject({
      placementId: gone.placementId,
      since: '2028-01-10T10:00:00.000Z',
    });
  });

  it('of a unit that was never heard of only the claims are known; one that is not registered has no view', async () => {
    const unitId = await region.addUnit();
    await running(unitId, on('2028-01-03'));
    expect(await capacityView(manager(), unitId, today, now)).toMatchObject({
      report: null,
      free: -1,
      overcommitted: false,
      stale: true,
      lines: [{ line: 'admitted-not-counted', amount: -1 }],
    });
    expect(await capacityView(manager(), newId(), today, now)).toBeNull();
  });
});
