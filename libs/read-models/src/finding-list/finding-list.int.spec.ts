import { asInstant, type FindingId, type ProviderId, type UnitId } from '@cap/contracts';
import type { FindingEvent } from '@cap/events';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { LogStory, newId } from '../shared/log-story.fixture';
import { listFindings } from './finding-list.query';
import { findingList } from './finding-list.reader';

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

type Bypass = Extract<FindingEvent, { type: 'BypassRecorded' }>['data'];

async function bypass(at: string, more: Partial<Bypass> = {}): Promise<Bypass> {
  const data: Bypass = {
    findingId: newId<FindingId>(),
    stayId: newId(),
    personId: newId(),
    unitId: newId(),
    providerId: newId(),
    referrerId: null,
    municipality: null,
    ...more,
  };
  await story.happens('finding', data.findingId, at, { type: 'BypassRecorded', data });
  return data;
}

describe('the list of findings', () => {
  it('shows a bypass without the person, also when its log is applied twice', async () => {
    const { personId, ...seen } = await bypass('2028-01-03T09:00:00Z', { municipality: 'GM1783' });
    const shown = [{ ...seen, kind: 'bypass', recordedAt: '2028-01-03T09:00:00.000Z', since: null, closedAt: null }];
    await story.follow(findingList);
    expect((await listFindings(story.dataSource, 'all')).items).toEqual(shown);
    await story.replay(findingList);
    const again = await listFindings(story.dataSource, 'all');
    expect(again.items).toEqual(shown);
    expect(JSON.stringify(again)).not.toContain(personId);
  });

  it('gives a provider its own only, by municipality, newest first and page by page', async () => {
    const providerId = newId<ProviderId>();
    const first = await bypass('2028-01-01T09:00:00Z', { providerId, municipality: 'GM0503' });
    const second = await bypass('2028-01-02T09:00:00Z', { providerId });
    const third = await bypass('2028-01-03T09:00:00Z');
    await story.follow(findingList);
    const idsOf = async (...query: Parameters<typeof listFindings> extends [unknown, ...infer Rest] ? Rest : never) =>
      (await listFindings(story.dataSource, ...query)).items.map((item) => item.findingId);
    expect(await idsOf('all')).toEqual([third, second, first].map(({ findingId }) => findingId));
    expect(await idsOf({ providerId })).toEqual([second.findingId, first.findingId]);
    expect(await idsOf({ providerId }, { municipality: 'GM0503' })).toEqual([first.findingId]);
    const page = await listFindings(story.dataSource, { providerId }, {}, { limit: 1 });
    expect(await idsOf({ providerId }, {}, { limit: 1, cursor: page.next! })).toEqual([first.findingId]);
  });

  it('CAP-3, CPY-4: shows what about a unit lasts too long, and closes it when its cause is gone', async () => {
    const data = {
      findingId: newId<FindingId>(),
      kind: 'overcommitted' as const,
      unitId: newId<UnitId>(),
      providerId: newId<ProviderId>(),
      since: asInstant('2028-01-03T07:00:00Z'),
    };
    const { findingId } = data;
    await story.happens('finding', findingId, '2028-01-03T09:00:00Z', { type: 'UnitFindingRecorded', data });
    await story.follow(findingList);
    const recordedAt = '2028-01-03T09:00:00.000Z';
    const shown = { ...data, stayId: null, referrerId: null, municipality: null, recordedAt, closedAt: null };
    expect((await listFindings(story.dataSource, 'all', { open: true })).items).toEqual([shown]);
    await story.happens('finding', findingId, '2028-01-03T12:00:00Z', { type: 'FindingClosed', data: { findingId } });
    await story.follow(findingList);
    expect((await listFindings(story.dataSource, 'all', { open: true })).items).toEqual([]);
    const { items } = await listFindings(story.dataSource, 'all', { kind: 'overcommitted', open: false });
    expect(items).toEqual([{ ...shown, closedAt: '2028-01-03T12:00:00.000Z' }]);
    expect((await listFindings(story.dataSource, 'all', { kind: 'bypass' })).items).toEqual([]);
  });
});
