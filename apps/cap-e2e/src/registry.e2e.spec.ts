import { randomUUID } from 'node:crypto';
import type { Page, Problem, ProviderView, ReferrerView, UnitView, WebhookView } from '@cap/contracts';
import { eventually } from '@cap/testing';
import type { Actor } from './support/actor';
import { Region, type House } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';
import { secretOf, WebhookReceiver } from './support/webhook-receiver';

let cap: Cap;
let region: Region;
let house: House;

beforeAll(async () => {
  cap = await startCap({ environment: { CAP_WEBHOOKS_ANYWHERE: 'true' } });
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

describe('a subscriber to what leaves the house, over HTTP', () => {
  const within = { within: 30_000 };
  let receiver: WebhookReceiver;
  beforeAll(async () => (receiver = await WebhookReceiver.listen(secretOf(1))));
  afterAll(() => receiver?.close());

  const body = () => ({
    webhookId: randomUUID(),
    name: 'Gemeente (verzonnen)',
    url: receiver.url,
    topics: ['cap.referrers'],
    secret: receiver.secret,
    after: 0,
  });
  const stateOf = async (webhookId: string) => {
    const { items } = await region.administrator.read<Page<WebhookView>>('/v1/webhooks');
    return items.find((webhook) => webhook.webhookId === webhookId)!;
  };
  const subjects = () => receiver.taken.map(({ subject }) => subject);
  const registered = async () => (await region.registerReferrer()).referrerId;

  it(
    'gets every event in order, again until it takes it, nothing while it is paused, and all of it once more when asked',
    async () => {
      const { administrator, desk } = region;
      const [asked, key] = [body(), randomUUID()];
      const [{ webhookId }, path] = [asked, `/v1/webhooks/${asked.webhookId}`];
      expect((await desk.post('/v1/webhooks', asked)).status).toBe(403);
      const [first, again] = [
        await administrator.post('/v1/webhooks', asked, { key }),
        await administrator.post('/v1/webhooks', asked, { key }),
      ];
      expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([201, 201, 'true']);
      expect((await administrator.post('/v1/webhooks', asked)).body).toMatchObject({ code: 'already-registered' });
      const { items } = await desk.read<Page<ReferrerView>>('/v1/referrers?limit=200');
      await eventually('all that was came', () => receiver.taken.length >= items.length, within);
      expect(subjects().sort()).toEqual(items.map(({ referrerId }) => referrerId).sort());
      expect(await stateOf(webhookId)).not.toHaveProperty('secret');

      receiver.status = 500;
      const late = [await registered()];
      await eventually(
        'it is told that it fails',
        async () => (await stateOf(webhookId)).lastFailure === 'refused',
        within,
      );
      late.push(await registered());
      await eventually('the first came again', () => receiver.refused.length > 1, within);
      expect(new Set(receiver.refused.map(({ subject }) => subject))).toEqual(new Set([late[0]]));
      receiver.status = 204;
      await eventually('both came', () => subjects().includes(late[1]!), within);
      expect(subjects().slice(items.length)).toEqual(late);
      expect(receiver.taken.at(-2)?.id).toBe(receiver.refused[0]?.id);

      await administrator.give(`${path}/pauses`, {});
      expect(await stateOf(webhookId)).toMatchObject({ pausedBecause: 'asked' });
      const whole = [...receiver.taken.map(({ id }) => id)];
      const during = await registered();
      await administrator.give(`${path}/secrets`, { secret: secretOf(2) });
      receiver.secret = secretOf(2);
      await administrator.give(`${path}/resumptions`, { after: 0 });
      await eventually('what came while it was paused is there', () => subjects().includes(during), within);
      const replayed = receiver.taken.slice(whole.length).map(({ id }) => id);
      expect(replayed).toEqual([...whole, receiver.taken.at(-1)!.id]);
    },
    startMs,
  );
});
