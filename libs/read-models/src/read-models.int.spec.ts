import { asLocalDate } from '@cap/contracts';
import type { StayPlace } from '@cap/events';
import { createDataSource, type Written } from '@cap/event-store';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { readAfter } from './read-after';
import { readModelEntities, readModels } from './read-models';
import { LogStory, newId } from './shared/log-story.fixture';
import { listStays } from './stay-list/stay-list.query';
import { stayList } from './stay-list/stay-list.reader';

const somewhere = (): StayPlace => ({
  stayId: newId(),
  unitId: newId(),
  providerId: newId(),
  placementId: newId(),
  purpose: 'living',
  careForm: 'living-group',
});

let database: TestDatabase;
let story: LogStory;

beforeEach(async () => {
  database = await freshDatabase();
  story = await LogStory.begin(database.appUrl);
});
afterEach(async () => {
  await story.end();
  await database.drop();
});

describe('the tables of the read models', () => {
  it('are the same in the migrations and in the entities', async () => {
    const owner = await createDataSource({ url: database.adminUrl, entities: readModelEntities }).initialize();
    try {
      const { upQueries } = await owner.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await owner.destroy();
    }
  });

  it('are made again from the log where the database is older than what the lists of today hold', async () => {
    const owner = await createDataSource({ url: database.adminUrl }).initialize();
    const runner = owner.createQueryRunner();
    try {
      const listActions = owner.migrations.find(({ name }) => name === 'ListActions0000000000010')!;
      await story.happens('young-person', newId(), '2028-01-03T09:00:00Z', {
        type: 'InheritedStayRecorded',
        data: { ...somewhere(), admitted: { on: asLocalDate('2027-05-01'), at: null }, perspective: 'lasting-home' },
      });
      await story.follow(stayList);
      const before = await listStays(story.dataSource, 'all');
      expect(before.items).toMatchObject([{ perspective: 'lasting-home' }]);
      await listActions.down(runner);
      await listActions.up(runner);
      expect(await listStays(story.dataSource, 'all')).toEqual({ items: [], next: null });
      await story.follow(stayList);
      expect(await listStays(story.dataSource, 'all')).toEqual(before);
    } finally {
      await runner.release();
      await owner.destroy();
    }
  });

  it('each have a checkpoint of their own', () => {
    expect(new Set(readModels.map(({ name }) => name)).size).toBe(readModels.length);
  });
});

describe('reading what one wrote', () => {
  async function written(): Promise<Written> {
    const streamId = newId();
    const reason = 'no-longer-needed';
    const version = await story.happens('referral', streamId, '2028-01-03T09:00:00Z', {
      type: 'ReferralWithdrawn',
      data: { reason },
    });
    return { streamType: 'referral', streamId, version };
  }

  it('waits until the read model has the event', async () => {
    const event = await written();
    let ended = false;
    const waits = readAfter(story.dataSource, event, stayList, 10_000).finally(() => (ended = true));
    await eventually('the event has its position', async () => {
      const [row] = await story.dataSource.query<object[]>('select 1 from log_order');
      return row;
    });
    expect(ended).toBe(false);
    await story.follow(stayList);
    expect(await waits).toBe(true);
    expect(await readAfter(story.dataSource, event, stayList, 0)).toBe(true);
  });

  it('says so when the event does not come in time, or cannot come because the model halted', async () => {
    const event = await written();
    expect(await readAfter(story.dataSource, event, stayList, 30)).toBe(false);
    await story.dataSource.query(
      `insert into checkpoint (reader, position, halted_at, halted_since) values ('stay-list', 0, 1, clock_timestamp())
       on conflict (reader) do update set halted_at = 1, halted_since = excluded.halted_since`,
    );
    const before = performance.now();
    expect(await readAfter(story.dataSource, event, stayList, 60_000)).toBe(false);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});
