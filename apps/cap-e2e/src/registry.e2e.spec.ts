import { randomUUID } from 'node:crypto';
import type { Page, Problem, ProviderView, UnitView } from '@cap/contracts';
import type { Actor } from './support/actor';
import { Region, type House } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

let cap: Cap;
let region: Region;
let house: House;

beforeAll(async () => {
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  house = await region.registerHouse();
  for (let more = 0; more < 4; more++) {
    await region.registerHouse();
    await region.registerReferrer();
    const location = { locationId: randomUUID(), name: 'Huis', municipality: 'GM0637', postcode: 2711 };
    await region.administrator.give(`/v1/providers/${house.providerId}/locations`, location);
  }
  await region.settle();
}, startMs);
afterAll(() => endCap(cap), startMs);

type Row = Record<string, unknown>;

/** All rows of a list, a few at a time. */
async function pages(reader: Actor, path: string, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page: Page<Row> = await reader.read(`${path}?limit=${limit}${cursor}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    rows.push(...page.items);
    next = page.next;
  }
  return rows;
}

describe('a long list of the registry', () => {
  const lists = () => ({
    providers: '/v1/providers',
    referrers: '/v1/referrers',
    locations: `/v1/providers/${house.providerId}/locations`,
    units: '/v1/units',
  });

  it.each(['providers', 'referrers', 'locations', 'units'] as const)(
    '%s goes on where the page before ended, and does not take a cursor of nowhere',
    async (list) => {
      const path = lists()[list];
      const whole = await region.desk.read<Page<Row>>(`${path}?limit=200`);
      expect(whole.next).toBeNull();
      expect(whole.items.length).toBeGreaterThanOrEqual(4);
      expect(await pages(region.desk, path, 2)).toEqual(whole.items);
      const { status, body } = await region.desk.get(`${path}?cursor=nergens`);
      expect([status, body.code]).toEqual([400, 'cursor-unreadable']);
      expect((await region.desk.get(`${path}?limit=0`)).status).toBe(400);
    },
  );

  it('says of each provider what its reader may do, and the version on which it is decided', async () => {
    const of = async (reader: Actor) => {
      const { items } = await reader.read<Page<ProviderView>>('/v1/providers?limit=200');
      return items.find(({ providerId }) => providerId === house.providerId)!;
    };
    expect(await of(region.administrator)).toMatchObject({ version: 6, actions: ['add-location'] });
    expect(await of(house.planner)).toMatchObject({ version: 6, actions: [] });
  });
});

describe('a command to the registry with If-Match', () => {
  it('agrees on capacity only on the version of the unit that was looked at', async () => {
    const own = await region.registerHouse();
    const path = `/v1/units/${own.unitId}`;
    const { headers, body } = await region.administrator.get<UnitView>(path);
    const agreement = () => ({ agreementId: randomUUID(), from: '2029-01-01', places: 4 });
    await region.administrator.give(`${path}/agreements`, { ...agreement(), from: '2028-07-01' });
    const late = await region.administrator.post(`${path}/agreements`, agreement(), { ifMatch: headers.etag });
    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({
      code: 'changed-meanwhile',
      values: { expected: body.version, actual: body.version + 1 },
    } satisfies Partial<Problem>);
    const { headers: newest } = await region.administrator.get<UnitView>(path);
    const again = await region.administrator.post(`${path}/agreements`, agreement(), { ifMatch: newest.etag });
    expect([again.status, again.headers.etag]).toEqual([201, `"${body.version + 2}"`]);
  });

  it('changes policy only on the policy that was looked at', async () => {
    const change = { key: 'reporting-term-hours', value: 30, effectiveFrom: await region.today(3) };
    const { headers } = await region.desk.get('/v1/policy');
    const first = await region.desk.post('/v1/policy-changes', change, { ifMatch: headers.etag });
    expect(first.status).toBe(201);
    const second = await region.desk.post('/v1/policy-changes', change, { ifMatch: headers.etag });
    expect([second.status, second.body.code]).toEqual([412, 'changed-meanwhile']);
  });
});
