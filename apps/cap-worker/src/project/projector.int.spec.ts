import type { LogReader, Wakeup } from '@cap/event-store';
import { JsonLogger } from '@cap/platform';
import { listReferrals, readModels, type ReadModel } from '@cap/read-models';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Region } from '../region.fixture';
import { Projector } from './projector';

let database: TestDatabase;
let region: Region;
const projectors: Projector[] = [];
const touched: string[] = [];
const wakeup: Pick<Wakeup, 'touch'> = { touch: (channel) => void touched.push(channel) };

beforeEach(async () => {
  touched.length = 0;
  database = await freshDatabase();
  region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z');
});
afterEach(async () => {
  for (const projector of projectors.splice(0)) await projector.stop();
  await region.close();
  await database.drop();
});

function project(models: readonly Pick<ReadModel, 'name' | 'feed' | 'apply'>[]): Projector {
  const log = new JsonLogger('test', (line) => void region.lines.push(line));
  const projector = new Projector(region.dataSource, wakeup, log, models);
  projectors.push(projector);
  projector.start();
  return projector;
}
const shown = async () => (await listReferrals(region.dataSource, 'all')).items;

describe('projecting', () => {
  it('fills the lists, by two workers as by one, and wakes who follows a feed', async () => {
    const referral = await region.referral('999990007');
    project(readModels);
    project(readModels);
    await eventually('the list shows the referral in matching', async () => {
      const [first] = await shown();
      return first?.status === 'in-matching';
    });
    expect(await shown()).toMatchObject([{ referralId: referral, version: 2 }]);
    await eventually('the feed is told of', () => touched.includes('cap_feed'));
  });

  it('goes on with the others when one halts, and tells of it once', async () => {
    const apply: LogReader['apply'] = () => Promise.reject(new TypeError('cannot read Kanarie Geelveer'));
    const projector = project([{ name: 'broken', feed: null, apply }, ...readModels]);
    await region.referral('999990007');
    projector.wake();
    await eventually('the others have it', async () => (await shown()).length > 0);
    const told = () => region.lines.filter((line) => line.includes('A reader halted'));
    await eventually('it is told', () => told().length > 0);
    await region.referral('999990019');
    projector.wake();
    await eventually('the others have the next', async () => (await shown()).length === 2);
    expect(told()).toHaveLength(1);
    expect(JSON.parse(told()[0]!)).toMatchObject({ reader: 'broken', haltedAt: 1, haltedBecause: 'TypeError' });
    expect(told()[0]).not.toContain('Kanarie');
  });
});
