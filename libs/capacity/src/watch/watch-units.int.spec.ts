import { randomUUID } from 'node:crypto';
import {
  asInstant,
  type FindingId,
  type Instant,
  type UnitFindingKind,
  type UnitId,
  type UnitRow,
} from '@cap/contracts';
import { fireDeadline, readFeed, stepClock } from '@cap/event-store';
import { freshDatabase } from '@cap/testing';
import { holdPlace } from '../claims/promise';
import { publishUnits, unitFeed } from '../publisher/publish-units';
import { at, day, newId, Region, reportOf } from '../region.fixture';
import { markUnitChanged } from '../unit-changed';
import { markFound } from './mark-found';
import type { FindingRules } from './watch-units';

const clock = at('2028-01-10T12:00:00.000Z');
const hourLater = at('2028-01-10T13:00:00.000Z');
const lease = { holder: randomUUID(), ttlMs: 60_000 };

/** Each occupied place that no stay explains is one cause, for an hour. */
const rules: FindingRules = {
  causes: ({ occupied, staysCounted, free }) => ({
    overcommitted: free < 0 ? 1 : 0,
    'unexplained-occupancy': Math.max(0, (occupied ?? 0) - staysCounted),
  }),
  dueAt: (_, since) => asInstant(new Date(Date.parse(since) + 3_600_000)),
};

interface WaitingDeadline {
  kind: string;
  reference: FindingId;
  due_at: Instant;
}

describe('what is watched about a unit', () => {
  let region: Region;
  let unitId: UnitId;
  beforeEach(async () => {
    region = await Region.open(await freshDatabase());
    await stepClock(region.dataSource, clock);
    unitId = await region.addUnit();
  });
  afterEach(() => region.close());

  const reports = async (minute: number, occupied: number) => {
    const observedAt = new Date(Date.parse(clock) + minute * 60_000).toISOString();
    await region.apply([reportOf(unitId, observedAt, { occupied })], { receivedAt: at(observedAt) });
    await publishUnits(region.dataSource, rules, lease);
  };
  const again = async () => {
    await markUnitChanged(region.dataSource.manager, [unitId]);
    await publishUnits(region.dataSource, rules, lease);
  };
  const waiting = () =>
    region.dataSource.query<WaitingDeadline[]>(
      'select kind, reference, due_at from deadline where settled_at is null order by due_at, reference',
    );
  const find = (findingId: FindingId, when: Instant) =>
    region.dataSource.transaction(async (tx) => {
      const fired = await fireDeadline(tx, 'unit-finding', findingId, when);
      return fired ? markFound(tx, findingId, when) : 'not due';
    });

  it('CAP-3: each place has one deadline of its own, however often it is counted', async () => {
    await reports(-60, 2);
    await again();
    const begun = await waiting();
    expect(begun).toMatchObject([
      { kind: 'unit-finding', due_at: hourLater },
      { kind: 'unit-finding', due_at: hourLater },
    ]);
    await reports(-50, 3);
    expect(await waiting()).toHaveLength(3);
    await reports(-40, 0);
    expect(await waiting()).toEqual([]);
  });

  it('a cause that is gone in time is never brought to the desk', async () => {
    await reports(-60, 1);
    const [deadline] = await waiting();
    await reports(-50, 0);
    expect(await find(deadline!.reference, hourLater)).toBe('not due');
  });

  it('CPY-4: one that was brought to the desk is closed at once when it is gone, and may begin anew', async () => {
    await reports(-60, 1);
    const [{ reference }] = (await waiting()) as [WaitingDeadline];
    expect(await find(reference, clock)).toBe('not due');
    const kind: UnitFindingKind = 'unexplained-occupancy';
    expect(await find(reference, hourLater)).toMatchObject({ findingId: reference, kind, unitId });
    await again();
    expect(await waiting()).toEqual([]);
    await reports(-50, 0);
    expect(await waiting()).toMatchObject([{ kind: 'finding-over', reference, due_at: clock }]);
    await reports(-40, 1);
    const kinds = (await waiting()).map((deadline) => deadline.kind);
    expect(kinds.sort()).toEqual(['finding-over', 'unit-finding']);
  });

  it('CPY-4: the row says that a unit is overcommitted for too long', async () => {
    await region.apply([reportOf(unitId, '2028-01-10T11:00:00Z', { inOperation: 1, occupied: 1 })]);
    await holdPlace(region.dataSource.manager, {
      placementId: newId(),
      unitId,
      personId: newId(),
      referralId: newId(),
      proposalId: newId(),
      holdsFrom: day('2028-01-10'),
    });
    await again();
    const row = async () =>
      (await readFeed<UnitRow>(region.dataSource.manager, unitFeed, 'region', null)).rows[0]!.body;
    expect(await row()).toMatchObject({ overcommitted: true, overcommittedTooLong: false });
    const overcommitted = await region.dataSource.query<{ finding_id: FindingId }[]>(
      `select finding_id from unit_watch where kind = 'overcommitted'`,
    );
    await find(overcommitted[0]!.finding_id, hourLater);
    await publishUnits(region.dataSource, rules, lease);
    expect(await row()).toMatchObject({ overcommitted: true, overcommittedTooLong: true });
    await region.apply([reportOf(unitId, '2028-01-10T11:30:00Z', { inOperation: 2, occupied: 1 })]);
    await publishUnits(region.dataSource, rules, lease);
    expect(await row()).toMatchObject({ overcommitted: false, overcommittedTooLong: false });
  });
});
