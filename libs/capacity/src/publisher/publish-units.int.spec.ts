import { randomUUID } from 'node:crypto';
import type { PersonId, PlacementId, ProposalId, ReferralId, StayId, UnitId, UnitRow } from '@cap/contracts';
import { liveMessages } from '@cap/events';
import { readFeed, stepClock, type FeedPosition } from '@cap/event-store';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { acceptClaim, holdPlace } from '../claims/promise';
import { admitClaim } from '../claims/stay';
import { at, day, newId, noFindings, Region, reportOf } from '../region.fixture';
import { markUnitChanged } from '../unit-changed';
import { publishUnits, unitFeed } from './publish-units';
import { touchStaleUnits } from './stale-units';
import { UnitPublisher } from './unit-publisher';

const clock = at('2028-01-10T12:00:00Z');

describe('the publisher of units', () => {
  let database: TestDatabase;
  let region: Region;
  beforeEach(async () => {
    database = await freshDatabase();
    region = await Region.open(database);
    await stepClock(region.dataSource, clock);
  });
  afterEach(() => region.close());

  const lease = { holder: randomUUID(), ttlMs: 60_000 };
  const publish = () => publishUnits(region.dataSource, noFindings, lease);
  const read = (scope: string | null, since: FeedPosition | null = null) =>
    readFeed<UnitRow>(region.dataSource.manager, unitFeed, scope, since);
  const mark = (unitId: UnitId) => markUnitChanged(region.dataSource.manager, [unitId]);

  it('writes what screens show of a unit into its four scopes, and nothing when nobody sees a difference', async () => {
    const unitId = await region.addUnit();
    await region.apply([reportOf(unitId, '2028-01-10T10:00:00Z', { inOperation: 4, occupied: 1, waitingDays: 7 })]);
    expect(await publish()).toBe('published');
    for (const scope of ['region', 'municipality:GM0518', `provider:${region.providerId}`, `unit:${unitId}`]) {
      expect((await read(scope)).rows).toMatchObject([
        {
          row: unitId,
          changeNo: 1,
          gone: false,
          body: {
            unitId,
            municipality: 'GM0518',
            inOperation: 4,
            occupied: 1,
            promised: 0,
            free: 3,
            stale: false,
            overcommitted: false,
            waitingDays: 7,
            agreements: [],
            observedAt: '2028-01-10T10:00:00.000Z',
          },
        },
      ]);
    }
    await mark(unitId);
    expect(await publish()).toBe('unchanged');
    expect(await publish()).toBe('idle');
    expect((await read(null)).position).toEqual({ epoch: 1, changeNo: 1 });
  });

  it('writes rows as the live channel is described', async () => {
    const [heard, neverHeard] = [await region.addUnit(), await region.addUnit()];
    await mark(neverHeard);
    await region.apply([reportOf(heard, '2028-01-10T10:00:00Z', { inOperation: 4, occupied: 1, waitingDays: 7 })]);
    expect(await publish()).toBe('published');
    const { rows } = await read('region');
    expect(rows).toHaveLength(2);
    const ajv = addFormats.default(new Ajv2020({ allErrors: true }));
    const fits = ajv.compile(liveMessages.changes.payload);
    const shown = rows.map(({ row, changeNo, gone, body }) => ({ row, changeNo, gone, body }));
    fits({ room: 'units/region', from: '1:0', position: '1:2', rows: shown, serverTime: clock });
    expect(fits.errors).toBeNull();
  });

  it.each([
    ['hand', { occupied: 2, promised: 1, free: 1 }],
    ['system', { occupied: 1, promised: 2, free: 1 }],
  ] as const)(
    'a confirmed admission moves the count of a unit that reports by hand: %s',
    async (reporting, expected) => {
      const unitId = await region.addUnit({ reporting });
      await region.apply([reportOf(unitId, '2028-01-10T10:00:00Z', { inOperation: 4, occupied: 1 })]);
      const { manager } = region.dataSource;
      const holds = [1, 2].map(() => ({
        placementId: newId<PlacementId>(),
        unitId,
        personId: newId<PersonId>(),
        referralId: newId<ReferralId>(),
        proposalId: newId<ProposalId>(),
        holdsFrom: day('2028-01-10'),
      }));
      for (const hold of holds) await holdPlace(manager, hold);
      const stayId = newId<StayId>();
      await acceptClaim(manager, holds[0]!.proposalId, stayId);
      await admitClaim(manager, stayId, { on: day('2028-01-10'), at: at('2028-01-10T11:00:00Z') }, clock);
      await publish();
      expect((await read('region')).rows[0]!.body).toMatchObject(expected);
    },
  );

  it('a change that was written first and commits last is published, after the one that overtook it', async () => {
    const [slow, fast] = [await region.addUnit(), await region.addUnit()];
    const runner = region.dataSource.createQueryRunner();
    await runner.startTransaction();
    await markUnitChanged(runner.manager, [slow]);
    await mark(fast);
    expect(await publish()).toBe('published');
    const seen = await read('region');
    expect(seen.rows.map(({ row }) => row)).toEqual([fast]);
    await runner.commitTransaction();
    await runner.release();
    expect(await publish()).toBe('published');
    const next = await read('region', seen.position);
    expect(next).toMatchObject({
      kind: 'resumption',
      position: { epoch: 1, changeNo: 2 },
      rows: [{ row: slow, changeNo: 2 }],
    });
  });

  it('another process publishes only when the holder of the lease has stopped', async () => {
    const unitId = await region.addUnit();
    await mark(unitId);
    expect(await publish()).toBe('published');
    await mark(unitId);
    expect(await publishUnits(region.dataSource, noFindings, { ...lease, holder: randomUUID() })).toBe('elsewhere');
    expect(await publish()).toBe('unchanged');
  });

  it('CPY-5: a unit becomes stale by time alone, is told once, and again after its next report', async () => {
    const unitId = await region.addUnit();
    const stale = (moment: string) => touchStaleUnits(region.dataSource.manager, at(moment), 24);
    await region.apply([reportOf(unitId, '2028-01-10T10:00:00Z')]);
    await publish();
    expect(await stale('2028-01-11T10:00:00Z')).toBe(0);
    expect(await stale('2028-01-11T10:00:01Z')).toBe(1);
    expect(await stale('2028-01-11T10:00:02Z')).toBe(0);
    await stepClock(region.dataSource, at('2028-01-11T10:00:02Z'));
    expect(await publish()).toBe('published');
    expect((await read('region')).rows[0]!.body).toMatchObject({ stale: true });
    await region.apply([reportOf(unitId, '2028-01-11T10:00:00Z')]);
    expect(await stale('2028-01-12T10:00:01Z')).toBe(1);
  });

  it('two running publishers leave no change unpublished, under load', async () => {
    const errors: unknown[] = [];
    const publishers = [1, 2].map(
      () => new UnitPublisher(region.dataSource, noFindings, { onError: (error) => errors.push(error) }),
    );
    for (const publisher of publishers) publisher.start();
    const units = await Promise.all(Array.from({ length: 20 }, () => region.addUnit()));
    const reports = units.flatMap((unitId) =>
      [1, 2, 3].map((occupied) => reportOf(unitId, `2028-01-10T10:0${occupied}:00Z`, { occupied })),
    );
    await Promise.all(reports.map((report) => region.apply([report])));
    await eventually('each unit shows its newest report', async () => {
      const { rows } = await read('region');
      return rows.length === units.length && rows.every(({ body }) => body?.occupied === 3);
    });
    for (const publisher of publishers) await publisher.stop();
    expect(errors).toEqual([]);
    const { rows } = await read('region');
    expect(new Set(rows.map(({ changeNo }) => changeNo)).size).toBe(units.length);
  });
});
