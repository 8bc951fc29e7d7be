import { randomUUID } from 'node:crypto';
import { asInstant } from '@cap/contracts';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { clearDeadline, dueDeadlines, fireDeadline, nextDeadline, setDeadlines, type Deadline } from './deadlines';

const before = asInstant('2028-01-03T09:59:59.999Z');
const due = asInstant('2028-01-03T10:00:00Z');
const later = asInstant('2028-01-03T11:00:00Z');

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function waitingDeadline(dueAt = due): Promise<Deadline> {
  const deadline: Deadline = {
    deadlineId: randomUUID(),
    kind: 'proposal-expiry',
    streamType: 'referral',
    streamId: randomUUID(),
    reference: randomUUID(),
    dueAt,
  };
  await setDeadlines(dataSource.manager, [deadline]);
  return deadline;
}
const fire = (deadline: Deadline, at = due) => fireDeadline(dataSource.manager, deadline.kind, deadline.reference, at);
const dueAt = (at: typeof due) => dueDeadlines(dataSource.manager, at, 100);

describe('a deadline', () => {
  it('is due from its moment on, not before', async () => {
    const deadline = await waitingDeadline();
    expect(await dueAt(before)).toEqual([]);
    expect(await fire(deadline, before)).toBe(false);
    expect(await dueAt(due)).toEqual([deadline]);
    expect(await fire(deadline)).toBe(true);
  });

  it('fires once, and never again', async () => {
    const deadline = await waitingDeadline();
    expect(await fire(deadline)).toBe(true);
    expect(await fire(deadline, later)).toBe(false);
    expect(await dueAt(later)).toEqual([]);
  });

  it('fires once when two take it at the same moment: the second waits for the first', async () => {
    const deadline = await waitingDeadline();
    const attempts = Array.from({ length: 8 }, () =>
      dataSource.transaction((tx) => fireDeadline(tx, deadline.kind, deadline.reference, due)),
    );
    expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(1);
  });

  it('can fire again when the transaction that took it was rolled back', async () => {
    const deadline = await waitingDeadline();
    const lost = dataSource.transaction(async (tx) => {
      await fireDeadline(tx, deadline.kind, deadline.reference, due);
      throw new Error('lost');
    });
    await expect(lost).rejects.toThrow('lost');
    expect(await fire(deadline)).toBe(true);
  });

  it('never fires when it was cleared; clearing after it fired changes nothing', async () => {
    const [cleared, fired] = [await waitingDeadline(), await waitingDeadline()];
    await clearDeadline(dataSource.manager, cleared.kind, cleared.reference, before);
    expect(await fire(cleared)).toBe(false);
    expect(await fire(fired)).toBe(true);
    await clearDeadline(dataSource.manager, fired.kind, fired.reference, later);
    const rows = await dataSource.query<object[]>('select reference, outcome, settled_at from deadline');
    expect(rows).toEqual(
      expect.arrayContaining([
        { reference: cleared.reference, outcome: 'cleared', settled_at: before },
        { reference: fired.reference, outcome: 'fired', settled_at: due },
      ]),
    );
  });

  it('is one per kind and reference', async () => {
    const deadline = await waitingDeadline();
    const again = setDeadlines(dataSource.manager, [{ ...deadline, deadlineId: randomUUID() }]);
    await expect(again).rejects.toMatchObject({ driverError: { code: '23505' } });
  });
});

describe('the deadlines that wait', () => {
  it('come oldest first, at most as many as asked, and the next one is known', async () => {
    expect(await nextDeadline(dataSource.manager)).toBeNull();
    const [second, first] = [await waitingDeadline(later), await waitingDeadline(due)];
    expect(await nextDeadline(dataSource.manager)).toBe(due);
    expect(await dueAt(later)).toEqual([first, second]);
    expect(await dueDeadlines(dataSource.manager, later, 1)).toEqual([first]);
    await fire(first);
    expect(await nextDeadline(dataSource.manager)).toBe(later);
  });
});
