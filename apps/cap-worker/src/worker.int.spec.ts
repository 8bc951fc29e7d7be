import { readFeed } from '@cap/event-store';
import { listProposals } from '@cap/read-models';
import { eventually, freshDatabase, type TestDatabase } from '@cap/testing';
import { Region } from './region.fixture';
import { roleNames } from './role';

describe('the worker with all its roles', () => {
  let database: TestDatabase;
  let region: Region;

  beforeAll(async () => {
    database = await freshDatabase();
    region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z', [...roleNames]);
  });
  afterAll(async () => {
    await region.close();
    await database.drop();
  });

  const freeOf = async (unitId: string) => {
    const { rows } = await readFeed<{ free: number }>(region.dataSource.manager, 'units', `unit:${unitId}`, null);
    return rows[0]?.body?.free;
  };

  it('follows a proposal through every role: list, feed, expiry', async () => {
    const unit = await region.unit(3);
    await eventually('the unit is published', async () => (await freeOf(unit)) === 3);
    const { proposalId, expiresAt } = await region.propose(await region.referral('999990007'), unit);
    await eventually('the promise is published', async () => (await freeOf(unit)) === 2);
    const statusOf = async () => (await listProposals(region.dataSource, 'all')).items[0]?.status;
    await eventually('the list shows it', async () => (await statusOf()) === 'open');
    await region.step(expiresAt);
    await eventually('it expired by itself', async () => (await statusOf()) === 'expired');
    await eventually('the place is free again', async () => (await freeOf(unit)) === 3);
    expect((await listProposals(region.dataSource, 'all')).items).toMatchObject([{ proposalId }]);
  });

  it('says which roles it has: without a broker nothing is relayed', async () => {
    const rows = await region.dataSource.query<object[]>('select kind, roles, pid from process');
    const roles = roleNames.filter((role) => role !== 'relay');
    expect(rows).toEqual([{ kind: 'cap-worker', roles, pid: process.pid }]);
  });
});
