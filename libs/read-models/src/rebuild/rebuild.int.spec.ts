import { lockCheckpoint, readFeed, readOnce } from '@cap/event-store';
import type { ReferralId, ReferrerId } from '@cap/contracts';
import { eventually, fillLog, freshDatabase } from '@cap/testing';
import { referralList, referralFeed } from '../referral-list/referral-list.reader';
import { readModelEntities, readModels } from '../read-models';
import { newId } from '../shared/log-story.fixture';
import { submittedBy } from '../shared/referral-events.fixture';
import { CannotFold } from './fold-streams';
import { AlreadyRebuilding } from './rebuild';
import { Rebuilding } from './rebuilding.fixture';
import { TablesInUse } from './swap';

let at: Rebuilding;
beforeEach(async () => (at = await Rebuilding.open(await freshDatabase())));
afterEach(() => at.close());

const instant = '2028-01-03T09:00:00.000Z';
const submit = async (): Promise<ReferralId> => {
  const referralId = newId<ReferralId>();
  await at.story.happens('referral', referralId, instant, submittedBy(referralId, newId<ReferrerId>()));
  return referralId;
};
const withdraw = (referralId: ReferralId) =>
  at.story.happens('referral', referralId, instant, {
    type: 'ReferralWithdrawn',
    data: { reason: 'no-longer-needed' },
  });
const statusOf = async (referralId: ReferralId) => {
  const [row] = await at.owner.query<{ status: string }[]>('select status from referral_list where referral_id = $1', [
    referralId,
  ]);
  return row?.status;
};
const feed = () => readFeed(at.owner.manager, referralFeed, null, null);

describe('a rebuild', () => {
  it('makes the rows that following the log makes, and leaves the schema as it was', async () => {
    await fillLog(at.database.adminUrl, 2000);
    for (const model of readModels) {
      await at.story.follow(model);
      const [rows, told, definitions] = [await at.rowsOf(model), await feed(), await at.definitions()];
      expect(Object.keys(rows)).toHaveLength(model.tables.length);
      const { position, epoch } = await at.rebuild(model);
      expect(await at.rowsOf(model)).toEqual(rows);
      expect(await at.definitions()).toEqual(definitions);
      expect(await at.checkpointOf(model)).toMatchObject({ position, halted_at: null });
      if (model.feed === null) continue;
      const now = await feed();
      expect(now.position).toEqual({ epoch, changeNo: now.rows.length });
      const bodies = ({ rows: shown }: typeof now) =>
        new Map(shown.map(({ row, scope, body }) => [row, { scope, body }]));
      expect(bodies(now)).toEqual(bodies(told));
      expect(bodies(now).size).toBeGreaterThan(400);
    }
    expect(await at.leftOvers()).toEqual([]);
    const { upQueries } = await at.owner.driver.createSchemaBuilder().log();
    expect(readModelEntities.length).toBeGreaterThan(4);
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is followed on by the worker, also where it began without a checkpoint', async () => {
    const referralId = await submit();
    await at.rebuild(referralList);
    expect(await statusOf(referralId)).toBe('awaiting-triage');
    await withdraw(referralId);
    await at.story.follow(referralList);
    expect(await statusOf(referralId)).toBe('withdrawn');
    expect((await feed()).rows).toMatchObject([{ row: referralId, body: { status: 'withdrawn' } }]);
  });

  it('repairs a model that halted, and who follows its feed sees a new epoch with all that was missed', async () => {
    const referralId = await submit();
    await at.story.follow(referralList);
    const before = await feed();
    await at.owner.query('update referral_list set version = 9');
    await at.owner.query(
      `update checkpoint set halted_at = 2, halted_since = clock_timestamp() where reader = 'referral-list'`,
    );
    await withdraw(referralId);
    expect(await readOnce(at.story.dataSource, referralList)).toBe('halted');
    const { position } = await at.rebuild(referralList);
    expect(await at.checkpointOf(referralList)).toEqual({ position, halted_at: null });
    const after = await readFeed(at.owner.manager, referralFeed, null, before.position);
    expect(after).toMatchObject({ kind: 'snapshot', position: { epoch: before.position.epoch + 1 } });
    expect(after.rows).toMatchObject([{ row: referralId, body: { version: 2, status: 'withdrawn' } }]);
    expect(await readOnce(at.story.dataSource, referralList)).toBe('level');
  });

  it('clears away what a rebuild left that was killed', async () => {
    await submit();
    await at.story.follow(referralList);
    await at.owner.query('create schema rebuild_referral_list create table referral_list (half text)');
    await at.owner.query(
      `insert into feed_row (feed, epoch, scope, row_id, change_no, gone) values ('referrals', 2, 'a', 'half', 1, false)`,
    );
    await at.rebuild(referralList);
    expect((await feed()).rows).toHaveLength(1);
    expect(await at.leftOvers()).toEqual([]);
  });
});

describe('the swap', () => {
  it('waits for a pass of the worker that is going on, and takes in what that wrote', async () => {
    const referralId = await submit();
    await at.story.follow(referralList);
    let swapped = false;
    let rebuilding: Promise<unknown> = Promise.resolve();
    await at.story.dataSource.transaction(async (tx) => {
      const { position } = await lockCheckpoint(tx, referralList.name);
      rebuilding = at.rebuild(referralList).finally(() => (swapped = true));
      await eventually('it waits, or did not', async () => swapped || (await at.waits()));
      expect(swapped).toBe(false);
      // This pass reads an event that was written after the new tables had caught up.
      await withdraw(referralId);
      await eventually('the event has its position', () => at.story.dataSource.query('select sequence_log()'));
      await tx.query('update checkpoint set position = $2 where reader = $1', [referralList.name, position + 1]);
    });
    await rebuilding;
    expect(await at.checkpointOf(referralList)).toEqual({ position: 2, halted_at: null });
    expect(await statusOf(referralId)).toBe('withdrawn');
    expect((await feed()).rows).toMatchObject([{ row: referralId, body: { version: 2 } }]);
  });

  it('lets a reader of the old tables end, holds up no other meanwhile, and gives up when it takes too long', async () => {
    const referralId = await submit();
    await at.story.follow(referralList);
    const before = await at.rowsOf(referralList);
    const reader = at.story.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('select from referral_list');
    await expect(at.rebuild(referralList, { swapWithinMs: 0 })).rejects.toThrow(TablesInUse);
    const rebuilding = at.rebuild(referralList);
    await eventually('the swap waits', () => at.waits());
    expect(await statusOf(referralId)).toBe('awaiting-triage');
    expect((await feed()).position.epoch).toBe(1);
    await reader.commitTransaction();
    await reader.release();
    expect(await rebuilding).toMatchObject({ epoch: 2 });
    expect(await at.rowsOf(referralList)).toEqual(before);
  });

  it('does not take place when the fold cannot apply an event: the old tables serve on', async () => {
    const referralId = await submit();
    await at.story.follow(referralList);
    const before = [await at.rowsOf(referralList), await at.checkpointOf(referralList), await feed()];
    const table = referralList.tables[0]!;
    const failing = {
      ...table,
      fold: () => {
        throw new TypeError('cannot read Kanarie Geelveer');
      },
    };
    const refused = await at.rebuild({ ...referralList, tables: [failing] }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CannotFold);
    expect(refused).toMatchObject({
      model: 'referral-list',
      position: 1,
      message: expect.not.stringContaining('Kanarie'),
    });
    expect([await at.rowsOf(referralList), await at.checkpointOf(referralList), await feed()]).toEqual(before);
    expect(await statusOf(referralId)).toBe('awaiting-triage');
  });
});

describe('two rebuilds at once', () => {
  it('of one model: the second is refused while the first goes on; of two models: both go on', async () => {
    await submit();
    const holder = at.story.dataSource.createQueryRunner();
    await holder.startTransaction();
    await lockCheckpoint(holder.manager, referralList.name);
    const first = at.rebuild(referralList);
    await eventually('the first waits for its swap', () => at.waits());
    await expect(at.rebuild(referralList)).rejects.toThrow(AlreadyRebuilding);
    for (const model of readModels.filter((one) => one !== referralList)) await at.rebuild(model);
    await holder.rollbackTransaction();
    await holder.release();
    expect(await first).toMatchObject({ position: 1 });
    expect(await at.rebuild(referralList)).toMatchObject({ position: 1, epoch: 3 });
  });
});
