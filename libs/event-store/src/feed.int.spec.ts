import { freshDatabase, type TestDatabase } from '@cap/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database';
import { readFeed, writeFeed, type FeedChange, type FeedPosition } from './feed';

describe('a feed', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let feed: string;
  let count = 0;
  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await createDataSource({ url: database.appUrl }).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() => (feed = `feed-${++count}`));

  const write = (...changes: FeedChange[]) => dataSource.transaction((tx) => writeFeed(tx, feed, changes));
  const read = (scope: string | null, since: FeedPosition | null = null) =>
    readFeed(dataSource.manager, feed, scope, since);
  const change = (row: string, scopes: string[], body: unknown = { row }): FeedChange => ({ row, scopes, body });

  it('is empty before its first change', async () => {
    expect(await read('a')).toEqual({ kind: 'snapshot', position: { epoch: 0, changeNo: 0 }, rows: [] });
  });

  it('gives each changed row the next number, in the order given, the same in each of its scopes', async () => {
    const first = await write(change('2', ['all', 'a']), change('1', ['all', 'b']));
    expect(first).toEqual({ position: { epoch: 1, changeNo: 2 }, changed: 2 });
    expect((await read('all')).rows.map(({ row, changeNo }) => [row, changeNo])).toEqual([
      ['2', 1],
      ['1', 2],
    ]);
    expect((await read(null)).rows.map(({ row, scope, changeNo }) => [row, scope, changeNo])).toEqual([
      ['2', 'a', 1],
      ['2', 'all', 1],
      ['1', 'all', 2],
      ['1', 'b', 2],
    ]);
  });

  it('writes nothing of a row whose body and scopes are as they were, whatever the order of its fields', async () => {
    await write(change('1', ['a', 'b'], { x: 1, y: [1, 2] }), change('2', ['a']));
    const again = await write(change('1', ['b', 'a'], { y: [1, 2], x: 1 }), change('2', ['a'], { row: 'other' }));
    expect(again).toEqual({ position: { epoch: 1, changeNo: 3 }, changed: 1 });
    expect(await write(change('2', ['a'], { row: 'other' }))).toEqual({
      position: { epoch: 1, changeNo: 3 },
      changed: 0,
    });
  });

  it('a row that leaves a scope is gone there, stays in the others, and can come back', async () => {
    const { position } = await write(change('1', ['a', 'b']));
    await write(change('1', ['b', 'c']));
    expect(await read('a', position)).toEqual({
      kind: 'resumption',
      position: { epoch: 1, changeNo: 2 },
      rows: [{ scope: 'a', row: '1', changeNo: 2, gone: true, body: null }],
    });
    expect((await read('a')).rows).toEqual([]);
    expect((await read('b')).rows).toMatchObject([{ row: '1', changeNo: 2, gone: false }]);
    await write(change('1', ['a']));
    expect((await read('a')).rows).toMatchObject([{ row: '1', changeNo: 3, gone: false, body: { row: '1' } }]);
    await write(change('1', []));
    expect((await read(null)).rows).toEqual([]);
    expect((await read(null, position)).rows.map(({ scope, gone }) => [scope, gone])).toEqual([
      ['b', true],
      ['c', true],
      ['a', true],
    ]);
  });

  it('of one row given twice the last holds', async () => {
    expect((await write(change('1', ['a'], { n: 1 }), change('1', ['a'], { n: 2 }))).changed).toBe(1);
    expect((await read('a')).rows[0]!.body).toEqual({ n: 2 });
  });

  it('resumes only where it can: another epoch, or a position from beyond the head, gets a snapshot', async () => {
    await write(change('1', ['a']), change('2', ['a']));
    expect(await read('a', { epoch: 1, changeNo: 1 })).toMatchObject({ kind: 'resumption', rows: [{ row: '2' }] });
    expect(await read('a', { epoch: 1, changeNo: 2 })).toMatchObject({ kind: 'resumption', rows: [] });
    for (const since of [
      { epoch: 2, changeNo: 1 },
      { epoch: 1, changeNo: 3 },
    ]) {
      expect(await read('a', since)).toMatchObject({ kind: 'snapshot', rows: [{ row: '1' }, { row: '2' }] });
    }
  });

  it('a writer that began first and commits last gets the later numbers; no reader skips one', async () => {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    // What the transaction does before it writes the feed takes no number.
    await runner.query('select count(*) from feed_row');
    await write(change('fast', ['a']));
    const seen = await read('a');
    await writeFeed(runner.manager, feed, [change('slow', ['a'])]);
    expect(await read('a', seen.position)).toMatchObject({ position: seen.position, rows: [] });
    await runner.commitTransaction();
    await runner.release();
    expect((await read('a', seen.position)).rows).toMatchObject([{ row: 'slow', changeNo: 2 }]);
  });

  it('a reader that only resumes ends with what a snapshot says, while writers write at once', async () => {
    let writing = true;
    const known = new Map<string, unknown>();
    const reader = (async () => {
      let position: FeedPosition | null = null;
      for (let last = false; !last;) {
        last = !writing;
        const state = await read('a', position);
        for (const { row, changeNo, gone, body } of state.rows) {
          expect(changeNo).toBeGreaterThan(position?.changeNo ?? 0);
          if (gone) known.delete(row);
          else known.set(row, body);
        }
        expect(state.position.changeNo).toBeGreaterThanOrEqual(position?.changeNo ?? 0);
        position = state.position.epoch === 0 ? null : state.position;
      }
    })();
    const writer = async (w: number) => {
      for (let n = 0; n < 25; n++) await write(change(`${n % 7}`, (n + w) % 3 ? ['a', 'b'] : ['b'], { n, w }));
    };
    await Promise.all([writer(1), writer(2), writer(3)]);
    writing = false;
    await reader;
    const { rows } = await read('a');
    expect(known).toEqual(new Map(rows.map(({ row, body }) => [row, body])));
  });
});
