import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, UnitRow } from '@cap/contracts';
import { LiveListener } from '@cap/simulation';
import { eventually } from '@cap/testing';
import { generateKeyPair, importJWK, SignJWT, type JWTPayload } from 'jose';
import { Actor } from './support/actor';
import { completion } from './support/bodies';
import { send } from './support/http';
import { LiveRoom } from './support/live-room';
import { admitted, planned, proposed, submit, toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { roles, routes, type Role } from './support/routes';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';
import { youngPerson } from './support/young-people';

let cap: Cap;
let region: Region;
let house: House;
let office: Office;
let people: Record<Role, Actor>;
let otherPlanner: Actor;
let otherReferrer: Actor;

beforeAll(async () => {
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  const { api, desk, administrator } = region;
  [house, office] = [await region.registerHouse({}, 8), await region.registerReferrer()];
  const { referrer } = office;
  people = { referrer, planner: house.planner, desk, administrator, display: await Actor.signIn(api, 'display') };
  otherPlanner = (await region.registerHouse()).planner;
  otherReferrer = (await region.registerReferrer()).referrer;
}, startMs);
afterAll(() => endCap(cap), startMs);

const statusFor = (actor: Actor, { method, path }: (typeof routes)[number]) =>
  (method === 'GET' ? actor.get(path) : actor.post(path, {})).then(({ status }) => status);

describe('who may do what', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`.replace(/[0-9a-f-]{36}/, '{id}'), route] as const))(
    '%s lets in who may, and nobody else',
    async (_, route) => {
      for (const role of roles) {
        const status = await statusFor(people[role], route);
        // Let in, it goes on to the body, which is empty, and to the thing, which is not there.
        const expected = route.allows.includes(role) ? [200, 400, 404] : [403];
        expect({ role, isAsExpected: expected.includes(status), status }).toMatchObject({ isAsExpected: true });
      }
      expect(await statusFor(new Actor(region.api, 'no-token'), route)).toBe(401);
    },
  );

  it('nobody registers a webhook that would never be delivered', async () => {
    const subscriber = {
      name: 'Gemeente',
      topics: ['cap.units'],
      secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
    };
    for (const url of ['http://afnemer.example/', 'https://127.0.0.1/', 'https://localhost/', 'https://10.0.0.7/']) {
      const asked = { ...subscriber, webhookId: randomUUID(), url };
      const { status, body } = await people.administrator.post('/v1/webhooks', asked);
      expect([url, status, body.errors?.map(({ field }) => field)]).toEqual([url, 400, ['url']]);
    }
    expect((await people.administrator.read<Page<object>>('/v1/webhooks')).items).toEqual([]);
  });

  it('a display follows the places of the region, and no other room', async () => {
    await region.settle();
    const room = await LiveRoom.follow<UnitRow>(people.display, 'units/region');
    expect(room.size).toBeGreaterThan(0);
    room.close();
    const { referralId } = await submit(office);
    for (const other of [`referrals/referral:${referralId}`, `units/provider:${house.providerId}`] as const) {
      await expect(LiveRoom.follow(people.display, other)).rejects.toThrow('no-access');
    }
  });
});

describe('a token', () => {
  const later = () => Math.floor(Date.now() / 1000) + 600;
  const claims = (changes: JWTPayload): JWTPayload => ({
    iss: 'cap-development',
    aud: 'cap',
    sub: 'desk-1',
    role: 'desk',
    exp: later(),
    ...changes,
  });
  const issuersKey = async () => {
    const file = join(cap.directory, 'tokens/token-private.jwk.json');
    const jwk = JSON.parse(readFileSync(file, 'utf8')) as { alg?: string; kid?: string };
    return {
      key: await importJWK(jwk, jwk.alg ?? 'EdDSA'),
      alg: jwk.alg ?? 'EdDSA',
      ...(jwk.kid ? { kid: jwk.kid } : {}),
    };
  };
  const signed = async (changes: JWTPayload): Promise<string> => {
    const { key, ...header } = await issuersKey();
    return new SignJWT(claims(changes)).setProtectedHeader(header).sign(key);
  };
  const unsigned = (): string => {
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(claims({}))}.`;
  };
  const forged = async (): Promise<string> => {
    const { privateKey } = await generateKeyPair('EdDSA');
    return new SignJWT(claims({})).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
  };
  const altered = async (): Promise<string> => {
    const [header, , signature] = (await signed({ role: 'display' })).split('.');
    return `${header}.${Buffer.from(JSON.stringify(claims({}))).toString('base64url')}.${signature}`;
  };

  it('that expires ends its live connection; with a new one a client goes on, and is told what it missed', async () => {
    const own = await region.registerHouse();
    const expiring = () => signed({ exp: Math.ceil(Date.now() / 1000) + 1 });
    const given: string[] = [];
    const freshToken = async () => {
      // While nothing is connected, the figures change.
      if (given.length > 0) await region.report(own, { inOperation: 2, occupied: 1 });
      const token = given.length > 0 ? people.desk.token : await expiring();
      given.push(token);
      return token;
    };
    await region.settle();
    const listener = await LiveListener.open(region.api, freshToken);
    const { position, rows } = listener.view;
    expect(rows.get(own.unitId)).toMatchObject({ occupied: 0 });
    await eventually('the change is told', () => listener.view.rows.get(own.unitId)?.occupied === 1 || undefined);
    expect(given).toHaveLength(2);
    expect(listener.view.position).not.toBe(position);
    listener.close();
  });

  it('of the issuer, in time, is taken', async () => {
    expect((await new Actor(region.api, await signed({})).get('/v1/findings')).status).toBe(200);
  });

  it.each([
    ['expired', () => signed({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['without an end', () => signed({ exp: undefined })],
    ['for somebody else', () => signed({ aud: 'another' })],
    ['of another issuer', () => signed({ iss: 'another' })],
    ["with the system's role", () => signed({ role: 'system' })],
    ['of a planner without a provider', () => signed({ role: 'planner' })],
    ['unsigned', async () => unsigned()],
    ['signed by somebody else', forged],
    ['altered', altered],
  ])('%s is not', async (_, make) => {
    const answer = await new Actor(region.api, await make()).get('/v1/findings');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'not-signed-in' });
  });

  it('is asked for: without one the answer is 401, and for a foreign host no token is made', async () => {
    const url = `${region.api}/v1/units`;
    expect((await send({ method: 'GET', url })).status).toBe(401);
    const body = { actorId: 'desk-1', role: 'desk' };
    const asked = { method: 'POST', url: `${region.api}/v1/development/tokens`, body } as const;
    expect((await send({ ...asked, headers: { host: 'aanmeldpunt.example' } })).status).toBe(404);
  });
});

describe("somebody else's", () => {
  const moment = async () => ({ at: await region.now() });

  it('proposal and stay are not there for another planner', async () => {
    const { proposalId } = await proposed(region, office, house);
    const { stayId } = await planned(region, office, house);
    const started = await admitted(region, office, house);
    const end = { ...(await moment()), reason: 'purpose-reached', destination: 'home' };
    const answers = await Promise.all([
      otherPlanner.get(`/v1/proposals/${proposalId}`),
      otherPlanner.post(`/v1/proposals/${proposalId}/acceptances`, { plannedFrom: await region.today() }),
      otherPlanner.post(`/v1/proposals/${proposalId}/declines`, { reason: 'no-place', explanation: 'Vol.' }),
      otherPlanner.get(`/v1/stays/${stayId}`),
      otherPlanner.post(`/v1/stays/${stayId}/admissions`, await moment()),
      otherPlanner.post(`/v1/stays/${started.stayId}/planned-ends`, { plannedEnd: '2028-12-01' }),
      otherPlanner.post(`/v1/stays/${started.stayId}/ends`, end),
      otherPlanner.get(`/v1/units/${house.unitId}/capacity`),
      otherPlanner.post('/v1/bypasses', { unitId: house.unitId, person: youngPerson(), ...(await moment()) }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    await region.settle();
    for (const list of ['/v1/proposals', '/v1/stays'])
      expect((await otherPlanner.read<Page<object>>(list)).items).toEqual([]);
    expect(await house.planner.read(`/v1/proposals/${proposalId}`)).toMatchObject({ status: 'open' });
  });

  it('referral is not there for another referrer', async () => {
    const referralId = await toMatching(region, office);
    const answers = await Promise.all([
      otherReferrer.get(`/v1/referrals/${referralId}`),
      otherReferrer.get(`/v1/referrals/${referralId}/candidates`),
      otherReferrer.post(`/v1/referrals/${referralId}/completions`, completion()),
      otherReferrer.post(`/v1/referrals/${referralId}/withdrawals`, { reason: 'entered-by-mistake' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    await region.settle();
    for (const list of ['/v1/proposals', '/v1/referrals'])
      expect((await otherReferrer.read<Page<object>>(list)).items).toEqual([]);
    await expect(LiveRoom.follow(otherReferrer, `referrals/referral:${referralId}`)).rejects.toThrow('no-access');
  });

  it('thing and one that does not exist are answered alike', async () => {
    const { proposalId } = await proposed(region, office, house);
    const ask = async (id: string) => (await otherPlanner.get(`/v1/proposals/${id}`)).body;
    expect(await ask(proposalId)).toEqual(await ask(randomUUID()));
  });
});
