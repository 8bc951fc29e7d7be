import { asInstant, isRefusal, refuse, type UnitId } from '@cap/contracts';
import { eventually, freshDatabase } from '@cap/testing';
import { newId, Region, reportOf } from '../region.fixture';
import type { JudgeReport, ReportResult } from './judge';

describe('applying reports', () => {
  let region: Region;
  beforeAll(async () => (region = await Region.open(await freshDatabase())));
  afterAll(() => region.close());

  const outcomes = (results: readonly ReportResult[]) => results.map((result) => result.outcome);
  const standing = async (unitId: UnitId) =>
    (await region.dataSource.query('select * from unit_report where unit_id = $1', [unitId]))[0];
  const history = (unitId: UnitId): Promise<{ occupied: number; came_late: boolean }[]> =>
    region.dataSource.query(
      'select occupied, came_late from unit_report_history where unit_id = $1 order by observed_at',
      [unitId],
    );
  const changes = async (unitId: UnitId): Promise<number> =>
    (await region.dataSource.query('select count(*)::integer as n from unit_changed where unit_id = $1', [unitId]))[0]
      .n;

  const three = (unitId: UnitId) => [
    reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 1 }),
    reportOf(unitId, '2028-01-10T10:05:00Z', { occupied: 2 }),
    reportOf(unitId, '2028-01-10T10:10:00Z', { occupied: 3 }),
  ];

  it.each([[[0, 1, 2]], [[0, 2, 1]], [[1, 0, 2]], [[1, 2, 0]], [[2, 0, 1]], [[2, 1, 0]]])(
    'CPY-3: the newest wins in the order of arrival %j, in one batch and one by one',
    async (order) => {
      for (const together of [true, false]) {
        const unitId = await region.addUnit();
        const arriving = order.map((index) => three(unitId)[index]!);
        if (together) await region.apply(arriving);
        else for (const report of arriving) await region.apply([report]);
        expect(await standing(unitId)).toMatchObject({ occupied: 3, observed_at: '2028-01-10T10:10:00.000Z' });
        expect((await history(unitId)).map((row) => row.occupied)).toEqual([1, 2, 3]);
      }
    },
  );

  it('CPY-3: of two reports of one moment the one with the higher id stands', async () => {
    const unitId = await region.addUnit();
    const [low, high] = [newId(), newId()].sort() as string[] as [string, string];
    const moment = '2028-01-10T10:00:00Z';
    await region.apply([reportOf(unitId, moment, { id: high, occupied: 2 })]);
    expect(outcomes(await region.apply([reportOf(unitId, moment, { id: low, occupied: 1 })]))).toEqual(['older']);
    expect(await standing(unitId)).toMatchObject({ report_id: high, occupied: 2 });
  });

  it('CPY-3: a repeated report changes nothing, in the batch and after it, in any spelling', async () => {
    const unitId = await region.addUnit();
    const report = reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 1 });
    const respelled = { ...report, id: report.id.toUpperCase(), observedAt: '2028-01-10T11:00:00+01:00' };
    expect(outcomes(await region.apply([report, respelled]))).toEqual(['applied', 'repeated']);
    const told = await changes(unitId);
    expect(outcomes(await region.apply([report]))).toEqual(['repeated']);
    expect(await changes(unitId)).toBe(told);
    expect(await history(unitId)).toHaveLength(1);
  });

  it('CPY-3: an id that was used for another report is refused, in the batch and after it; the first stands', async () => {
    const unitId = await region.addUnit();
    const report = reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 1 });
    const other = { ...report, occupied: 2 };
    const [, inBatch] = await region.apply([report, other]);
    const [after] = await region.apply([other]);
    const refusal = refuse('report-id-reused', { reportId: report.id, unitId });
    for (const result of [inBatch, after])
      expect(result).toEqual({ id: report.id, unitId, outcome: 'refused', refusal });
    expect(await standing(unitId)).toMatchObject({ occupied: 1 });
  });

  it('keeps `unchanged_since` while no number changes, and tells the publisher of the new age', async () => {
    const unitId = await region.addUnit();
    const [first, again, other] = [
      reportOf(unitId, '2028-01-10T08:00:00Z', { occupied: 1, waitingDays: 9 }),
      reportOf(unitId, '2028-01-10T09:00:00Z', { occupied: 1, waitingDays: 9, countsPlacements: [newId()] }),
      reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 1, waitingDays: 8 }),
    ];
    expect(outcomes(await region.apply([first]))).toEqual(['applied']);
    expect(outcomes(await region.apply([again]))).toEqual(['unchanged']);
    expect(await standing(unitId)).toMatchObject({
      observed_at: asInstant(again.observedAt),
      unchanged_since: asInstant(first.observedAt),
      counts_placements: again.countsPlacements,
    });
    expect(outcomes(await region.apply([other]))).toEqual(['applied']);
    expect(await standing(unitId)).toMatchObject({
      unchanged_since: asInstant(other.observedAt),
      counts_placements: null,
    });
    expect(await changes(unitId)).toBe(3);
    expect(await history(unitId)).toHaveLength(3);
  });

  it('puts an older report into the history only', async () => {
    const unitId = await region.addUnit();
    await region.apply([reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 2 })]);
    const told = await changes(unitId);
    expect(outcomes(await region.apply([reportOf(unitId, '2028-01-10T09:00:00Z', { occupied: 1 })]))).toEqual([
      'older',
    ]);
    expect(await standing(unitId)).toMatchObject({ occupied: 2 });
    expect(await history(unitId)).toEqual([
      { occupied: 1, came_late: true },
      { occupied: 2, came_late: false },
    ]);
    expect(await changes(unitId)).toBe(told);
  });

  it('leaves nothing behind of a refused report, not even its id, and applies the others of its batch', async () => {
    const unitId = await region.addUnit();
    const unknown = newId<UnitId>();
    const judge: JudgeReport = ({ occupied }, { unit, providerId, aheadMinutes }) => {
      if (!unit) return refuse('unit-unknown');
      expect({ providerId, aheadMinutes, unit }).toEqual({
        providerId: region.providerId,
        aheadMinutes: 2,
        unit: { unitId, providerId, ceiling: 12, agreements: [] },
      });
      return occupied > 3 ? refuse('report-contradicts-itself') : { warning: { inOperation: 3, ceiling: 2 } };
    };
    const wrong = reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 4 });
    const huge = reportOf(unitId, '2028-01-10T10:00:00Z', { inOperation: 3e9 });
    const right = reportOf(unitId, '2028-01-10T09:00:00Z', { occupied: 1 });
    const results = await region.apply([wrong, huge, right, reportOf(unknown, '2028-01-10T10:00:00Z')], { judge });
    expect(
      results.map((result) =>
        'refusal' in result ? result.refusal.refused : `${result.outcome} above ${result.warning?.ceiling}`,
      ),
    ).toEqual(['report-contradicts-itself', 'report-contradicts-itself', 'applied above 2', 'unit-unknown']);
    expect(await standing(unitId)).toMatchObject({ occupied: 1 });
    const [corrected] = await region.apply([{ ...wrong, occupied: 3 }], { judge });
    expect(isRefusal(corrected)).toBe(false);
    expect(corrected).toMatchObject({ outcome: 'applied' });
  });

  it('compares again in the database: a newer first report that commits meanwhile stands', async () => {
    const unitId = await region.addUnit();
    const newer = reportOf(unitId, '2028-01-10T10:00:00Z', { occupied: 2 });
    const runner = region.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `insert into unit_report (unit_id, report_id, observed_at, received_at, in_operation, occupied, occupied_other_regions, unchanged_since)
       values ($1, $2, $3, $3, 3, 2, 0, $3)`,
      [unitId, newer.id, newer.observedAt],
    );
    const older = region.apply([reportOf(unitId, '2028-01-10T09:00:00Z', { occupied: 1 })]);
    await eventually('the older report waits for the newer', async () => {
      const waiting = await region.dataSource.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    await runner.commitTransaction();
    await runner.release();
    expect(outcomes(await older)).toEqual(['older']);
    expect(await standing(unitId)).toMatchObject({ report_id: newer.id });
  });

  it('is right when processes apply the same reports at once, in different orders', async () => {
    const units = await Promise.all(Array.from({ length: 40 }, () => region.addUnit()));
    const reports = units.flatMap(three);
    const orders = [
      reports,
      [...reports].reverse(),
      [...reports].sort((a, b) => (a.id < b.id ? -1 : 1)),
      [...reports].sort((a, b) => (a.unitId < b.unitId ? 1 : -1)),
    ];
    const results = await Promise.all(orders.map((order) => region.apply(order)));
    const first = results.flat().filter((result) => result.outcome !== 'repeated');
    expect(first).toHaveLength(reports.length);
    expect(new Set(first.map((result) => result.id)).size).toBe(reports.length);
    for (const unitId of units) {
      expect(await standing(unitId)).toMatchObject({ occupied: 3 });
      expect((await history(unitId)).map((row) => row.occupied)).toEqual([1, 2, 3]);
    }
  });
});
