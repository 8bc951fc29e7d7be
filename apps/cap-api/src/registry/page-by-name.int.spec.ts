import { randomUUID } from 'node:crypto';
import { asLocalDate, type ProviderId } from '@cap/contracts';
import { createDataSource } from '@cap/event-store';
import { InvalidCursor } from '@cap/read-models';
import { freshDatabase, type TestDatabase } from '@cap/testing';
import { ProviderRow, registryEntities } from '@cap/use-cases';
import type { DataSource } from 'typeorm';
import { pageByName } from './page-by-name';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await createDataSource({ url: database.appUrl, entities: registryEntities }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const join = async (name: string): Promise<ProviderId> => {
  const providerId = randomUUID() as ProviderId;
  await dataSource.manager.insert(ProviderRow, {
    providerId,
    name,
    role: 'tactical',
    joinedOn: asLocalDate('2028-01-03'),
  });
  return providerId;
};
const page = (request: { cursor?: string; limit?: number }) =>
  pageByName(dataSource.manager.getRepository(ProviderRow).createQueryBuilder('item'), 'providerId', request);

describe('pages by name', () => {
  it('follow one another without a gap or a repetition, also where names are equal', async () => {
    for (const name of ['De Zwaluw', 'De Els', 'De Els', 'De Els', 'De Beuk']) await join(name);
    const met: ProviderRow[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await page({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      met.push(...items);
      if (next === null) break;
      cursor = next;
    }
    expect(met.map(({ name }) => name)).toEqual(['De Beuk', 'De Els', 'De Els', 'De Els', 'De Zwaluw']);
    expect(new Set(met.map(({ providerId }) => providerId)).size).toBe(5);
    expect((await page({})).next).toBeNull();
    expect((await page({ limit: 5 })).next).toBeNull();
  });

  it('begin where the page before ended, whoever joined meanwhile', async () => {
    const [beuk] = [await join('De Beuk'), await join('De Zwaluw')];
    await join('De Appel');
    await join('De Els');
    const { items } = await page({ cursor: beuk });
    expect(items.map(({ name }) => name)).toEqual(['De Els', 'De Zwaluw']);
  });

  it.each(['', 'De Beuk', randomUUID()])('do not begin at a cursor that is none: %j', async (cursor) => {
    await join('De Beuk');
    await expect(page({ cursor })).rejects.toThrow(InvalidCursor);
  });
});
