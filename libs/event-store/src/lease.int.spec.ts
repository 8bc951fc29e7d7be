import { randomUUID } from 'node:crypto';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from './database';
import { giveUpLease, withLease } from './lease';

describe('a lease', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let name: string;
  const [one, two] = [randomUUID(), randomUUID()];
  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await createDataSource({ url: database.appUrl }).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() => (name = `lease-${randomUUID()}`));

  const minute = 60_000;
  const work = (tx: EntityManager) => tx.query('select 1 as done');
  const done = { held: true, result: [{ done: 1 }] };
  const expire = () =>
    dataSource.query(`update lease set until = clock_timestamp() - interval '1 second' where name = $1`, [name]);

  it('lets its holder work again and again, and nobody else', async () => {
    expect(await withLease(dataSource, name, one, minute, work)).toEqual(done);
    expect(await withLease(dataSource, name, two, minute, work)).toEqual({ held: false });
    expect(await withLease(dataSource, name, one, minute, work)).toEqual(done);
  });

  it('goes to another when it was given up, or has expired; then the first has it no more', async () => {
    await withLease(dataSource, name, one, minute, work);
    await giveUpLease(dataSource, name, two);
    expect(await withLease(dataSource, name, two, minute, work)).toEqual({ held: false });
    await giveUpLease(dataSource, name, one);
    expect(await withLease(dataSource, name, two, minute, work)).toEqual(done);
    expect(await withLease(dataSource, name, one, minute, work)).toEqual({ held: false });
    await expire();
    expect(await withLease(dataSource, name, one, minute, work)).toEqual(done);
  });

  it('of many who try a new lease at once one works at a time, and the others do not wait', async () => {
    let working = 0;
    const attempts = Array.from({ length: 8 }, () =>
      withLease(dataSource, name, randomUUID(), minute, async (tx) => {
        expect(++working).toBe(1);
        await work(tx);
        working--;
      }),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter(({ held }) => held)).toHaveLength(1);
  });

  it('is not taken from a holder in the middle of its work, and nobody waits for it', async () => {
    const outcome = await withLease(dataSource, name, one, minute, async (tx) => {
      await work(tx);
      return withLease(dataSource, name, two, minute, work);
    });
    expect(outcome).toEqual({ held: true, result: { held: false } });
  });

  it('work that fails writes nothing, and the lease is as it was', async () => {
    await withLease(dataSource, name, one, minute, work);
    await expire();
    await expect(withLease(dataSource, name, one, minute, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLease(dataSource, name, two, minute, work)).toEqual(done);
  });

  it('a holder that pauses in its work longer than its time is cut off, writes nothing, and another takes over', async () => {
    await withLease(dataSource, name, one, 100, work);
    let tookOver = false;
    const paused = withLease(dataSource, name, one, 100, async (tx) => {
      await tx.query(`insert into feed_head values ($1, 1, 1)`, [name]);
      tookOver = await eventually(
        'another took over',
        async () => (await withLease(dataSource, name, two, minute, work)).held,
      );
      return work(tx);
    });
    await expect(paused).rejects.toThrow();
    expect(tookOver).toBe(true);
    expect(await dataSource.query('select from feed_head where feed = $1', [name])).toEqual([]);
  });
});
