import { randomUUID } from 'node:crypto';
import type { Page, Problem, ProposalView, ReferralView, StayView, UnitRow, UnitView } from '@cap/contracts';
import { answerOf, commandOn, one } from './api/client';
import type { components } from './api/paths.generated';
import { Actor } from './support/actor';
import { completion, crisisGroup, livingGroup, submission } from './support/bodies';
import { LiveRoom } from './support/live-room';
import { intoMatching, planned, proposed, submit, toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

let cap: Cap;
let region: Region;
let office: Office;

beforeAll(async () => {
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  office = await region.registerReferrer();
}, startMs);
afterAll(() => endCap(cap), startMs);

const viewOf = ({ client }: Actor, referralId: string) =>
  answerOf(client.GET('/referrals/{id}', { params: one(referralId) }));
const decide = (referralId: string, body: components['schemas']['DecideTriage']) =>
  answerOf(region.desk.client.POST('/referrals/{id}/triage-decisions', { params: commandOn(referralId), body }));
const offer = (referralId: string, unitId: string) =>
  answerOf(region.desk.client.POST('/referrals/{id}/proposals', { params: commandOn(referralId), body: { unitId } }));
const accept = ({ planner }: House, proposalId: string, plannedFrom: string) =>
  answerOf(
    planner.client.POST('/proposals/{id}/acceptances', { params: commandOn(proposalId), body: { plannedFrom } }),
  );
const admit = ({ planner }: House, stayId: string, at: string) =>
  answerOf(planner.client.POST('/stays/{id}/admissions', { params: commandOn(stayId), body: { at } }));
const end = ({ planner }: House, stayId: string, body: components['schemas']['EndStay']) =>
  answerOf(planner.client.POST('/stays/{id}/ends', { params: commandOn(stayId), body }));
const stayOf = ({ client }: Actor, stayId: string) => answerOf(client.GET('/stays/{id}', { params: one(stayId) }));
const capacityOf = ({ planner, unitId }: House) =>
  answerOf(planner.client.GET('/units/{id}/capacity', { params: one(unitId) }));
const candidatesOf = (referralId: string, excluded?: boolean) =>
  answerOf(
    region.desk.client.GET('/referrals/{id}/candidates', { params: { ...one(referralId), query: { excluded } } }),
  );
const lines = ({ lines, free }: components['schemas']['CapacityView']) => ({
  lines: lines.map(({ line, amount }) => [line, amount]),
  free,
});

describe('one referral', () => {
  it('finds a place: returned, completed, matched, proposed, accepted, admitted, ended', async () => {
    const house = await region.registerHouse({ reporting: 'hand' });
    const { referralId, number } = await submit(office);
    expect(number).toMatch(/^A-[2-9A-Z]{5,}$/);
    expect((await viewOf(region.desk, referralId)).actions).toEqual(['decide-triage']);

    await decide(referralId, {
      outcome: 'return-for-completion',
      reason: 'information-missing',
      explanation: 'Wij weten nog niet welke school.',
    });
    expect(await viewOf(office.referrer, referralId)).toMatchObject({
      status: 'returned',
      actions: ['complete', 'withdraw'],
      returned: { reason: 'information-missing', explanation: 'Wij weten nog niet welke school.' },
    });
    const { client } = office.referrer;
    await answerOf(client.POST('/referrals/{id}/completions', { params: commandOn(referralId), body: completion() }));
    await decide(referralId, intoMatching);
    expect(await viewOf(office.referrer, referralId)).toMatchObject({ status: 'in-matching', triage: intoMatching });
    expect((await viewOf(region.desk, referralId)).actions).toEqual(['propose', 'see-candidates']);

    await region.settle();
    const { candidates } = await candidatesOf(referralId);
    expect(candidates.map(({ unitId }) => unitId)).toContain(house.unitId);
    const { proposalId } = await offer(referralId, house.unitId);
    const seen = await answerOf(house.planner.client.GET('/proposals/{id}', { params: one(proposalId) }));
    expect(seen).toMatchObject({ status: 'open', referralNumber: number, actions: ['accept', 'decline'] });
    const plannedFrom = await region.today();
    const { stayId } = await accept(house, proposalId, plannedFrom);
    expect(await stayOf(house.planner, stayId)).toMatchObject({ status: 'planned', plannedFrom });
    expect(await viewOf(office.referrer, referralId)).toMatchObject({ status: 'placed', actions: [] });

    await admit(house, stayId, await region.now());
    expect((await stayOf(house.planner, stayId)).actions).toEqual(['plan-end', 'end']);
    await region.step({ days: 30 });
    await end(house, stayId, { at: await region.now(), reason: 'purpose-reached', destination: 'home' });
    expect(await stayOf(region.desk, stayId)).toMatchObject({
      status: 'ended',
      origin: 'proposal',
      proposalId,
      endReason: 'purpose-reached',
      destination: 'home',
    });
  });

  it('says of every unit that is left out each criterion that it fails, with both values (MAT-1)', async () => {
    const left = await region.registerHouse({
      ...crisisGroup,
      targetGroups: ['mental-health'],
      minAge: 16,
      sexPolicy: 'boys-only',
    });
    await region.report(left, { inOperation: 2, occupied: 2 });
    await region.settle();
    const asked = submission({ case: { ...completion().case, expertise: ['autism'], security: 'enhanced' } });
    const referralId = await toMatching(region, office, asked);
    const { excluded } = await candidatesOf(referralId, true);
    const { fails } = excluded!.find(({ unitId }) => unitId === left.unitId)!;
    expect(fails.map(({ criterion, asked: a, has }) => [criterion, a, has])).toEqual([
      ['purpose', 'wonen', 'crisis'],
      ['care-form', 'woongroep', 'crisisopvang'],
      ['age', '13 jaar', expect.stringContaining('16')],
      ['target-group', 'jeugd- en opvoedhulp', 'jeugd-ggz'],
      ['sex-policy', 'meisje', 'alleen jongens'],
      ['security', 'met extra beveiliging', 'open'],
      ['expertise', 'autisme', expect.any(String)],
      ['free-today', expect.any(String), expect.any(String)],
    ]);
    expect(new Set(fails.map(({ rule }) => rule))).toEqual(new Set(['MAT-1']));
    expect((await candidatesOf(referralId)).excluded).toBeUndefined();
  });
});

describe('a place', () => {
  it('is counted line by line, from promise to departure', async () => {
    const house = await region.registerHouse();
    const capacity = async () => lines(await capacityOf(house));
    const reported = [
      ['in-operation', 2],
      ['occupied', 0],
    ];
    expect(await capacity()).toEqual({ lines: reported, free: 2 });
    const { proposalId, placementId } = await proposed(region, office, house);
    expect(await capacity()).toEqual({ lines: [...reported, ['promised', -1]], free: 1 });
    const { stayId } = await accept(house, proposalId, await region.today());
    expect(await capacity()).toEqual({ lines: [...reported, ['accepted', -1]], free: 1 });
    await region.step({ hours: 1 });
    await admit(house, stayId, await region.now());
    expect(await capacity()).toEqual({ lines: [...reported, ['admitted-not-counted', -1]], free: 1 });

    await region.report(house, { inOperation: 2, occupied: 1, countsPlacements: [placementId] });
    const counted = [
      ['in-operation', 2],
      ['occupied', -1],
    ];
    expect(await capacity()).toEqual({ lines: counted, free: 1 });
    await region.step({ hours: 1 });
    await end(house, stayId, { at: await region.now(), reason: 'planned-step', destination: 'living-form' });
    expect(await capacity()).toEqual({ lines: [...counted, ['ended-still-counted', 1]], free: 2 });
  });

  it('is seen by every screen at once: the promise, and its release', async () => {
    const house = await region.registerHouse();
    const referralId = await toMatching(region, office);
    await region.settle();
    const room = await LiveRoom.follow<UnitRow>(region.desk, 'units/region');
    expect(room.rowOf(house.unitId)).toMatchObject({ promised: 0, free: 2 });
    const { proposalId } = await offer(referralId, house.unitId);
    const promised = await room.until('the promise', house.unitId, (row) => row.promised === 1);
    expect(promised.free).toBe(1);
    await region.desk.give(`/v1/proposals/${proposalId}/withdrawals`, { reason: 'made-by-mistake' });
    const released = await room.until('the release', house.unitId, (row) => row.promised === 0);
    expect(released.free).toBe(2);
    room.close();
  });
});

describe('a list', () => {
  it('has what its reader has just written, for each kind', async () => {
    const [own, house] = [await region.registerReferrer(), await region.registerHouse()];
    const { desk } = region;
    const sent = await own.referrer.post<{ referralId: string }>('/v1/referrals', submission());
    const listed = <Row>(reader: Actor, path: string, written: unknown) =>
      reader.read<Page<Row>>(`${path}after=${encodeURIComponent(String(written))}`).then(({ items }) => items);
    const { referralId } = sent.body;
    const referrals = await listed<ReferralView>(own.referrer, '/v1/referrals?', sent.headers['cap-written']);
    expect(referrals).toMatchObject([{ referralId, status: 'awaiting-triage' }]);

    await desk.give(`/v1/referrals/${referralId}/triage-decisions`, intoMatching);
    const path = `/v1/referrals/${referralId}/proposals`;
    const offered = await desk.post<ProposalView>(path, { unitId: house.unitId });
    const { proposalId } = offered.body;
    const open = await listed<ProposalView>(
      house.planner,
      '/v1/proposals?status=open&',
      offered.headers['cap-written'],
    );
    expect(open.map((row) => row.proposalId)).toEqual([proposalId]);

    const accepted = await house.planner.post<StayView>(`/v1/proposals/${proposalId}/acceptances`, {
      plannedFrom: await region.today(),
    });
    const written = accepted.headers['cap-written'];
    const stays = await listed<StayView>(house.planner, '/v1/stays?', written);
    expect(stays).toMatchObject([{ stayId: accepted.body.stayId, status: 'planned' }]);
    expect(await listed<ProposalView>(house.planner, '/v1/proposals?', written)).toMatchObject([
      { status: 'accepted' },
    ]);
    expect(await listed<ReferralView>(own.referrer, '/v1/referrals?', written)).toMatchObject([{ status: 'placed' }]);
  });

  it('finds a referral by its number, as somebody typed it over, and says when the check digit is wrong', async () => {
    const { referralId, number } = await submit(office);
    await region.settle();
    const find = (typed: string) =>
      region.desk.get<Page<ReferralView> & Problem>(`/v1/referrals?number=${encodeURIComponent(typed)}`);
    const { items } = (await find(` ${number.toLowerCase()}`)).body;
    expect(items.map((referral) => referral.referralId)).toEqual([referralId]);
    const mistyped = number.slice(0, -1) + (number.endsWith('2') ? '3' : '2');
    const { status, body } = await find(mistyped);
    expect([status, body.code]).toEqual([400, 'number-unreadable']);
    expect(JSON.stringify(body)).not.toContain(mistyped);
  });

  it('goes on where the page before ended, without a gap or a repetition', async () => {
    const own = await region.registerReferrer();
    const all = new Set<string>();
    for (let count = 0; count < 5; count++) all.add((await submit(own)).referralId);
    await region.settle();
    const met: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page: Page<ReferralView> = await own.referrer.read(`/v1/referrals?limit=2${cursor}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      met.push(...page.items.map(({ referralId }) => referralId));
      next = page.next;
    }
    expect(met).toHaveLength(5);
    expect(new Set(met)).toEqual(all);
  });
});

describe('a command', () => {
  it('on an older version than the newest does nothing: 412, and the ETag of now works', async () => {
    const { referralId } = await submit(office);
    const path = `/v1/referrals/${referralId}`;
    const { headers } = await region.desk.get(path);
    const back = { outcome: 'return-for-completion', reason: 'safety-unclear', explanation: 'Is het thuis veilig?' };
    await region.desk.give(`${path}/triage-decisions`, back, { ifMatch: headers.etag });
    const late = await office.referrer.post(`${path}/completions`, completion(), { ifMatch: headers.etag });
    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({ code: 'changed-meanwhile', values: { expected: 1, actual: 2 } });
    const { headers: newest, body } = await office.referrer.get<ReferralView>(path);
    expect([newest.etag, body.status]).toEqual(['"2"', 'returned']);
    const again = await office.referrer.post(`${path}/completions`, completion(), { ifMatch: newest.etag });
    expect([again.status, again.headers.etag]).toEqual([200, '"3"']);
  });

  it('given twice under one key does one thing and gives one answer; other content is told by its fields', async () => {
    const key = randomUUID();
    const body = submission();
    const twice = await Promise.all([1, 2].map(() => office.referrer.post('/v1/referrals', body, { key })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(twice[0]!.body).toEqual(twice[1]!.body);
    expect(twice.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(1);
    const other = await office.referrer.post('/v1/referrals', { ...body, urgency: 'urgent' }, { key });
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({ code: 'command-id-reused', errors: [{ field: 'urgency' }] });
    expect(other.body.errors).toHaveLength(1);
  });

  it('that was refused is decided anew under the same key', async () => {
    const full = await region.registerHouse({}, 0);
    const referralId = await toMatching(region, office);
    const key = randomUUID();
    const attempt = () => region.desk.post(`/v1/referrals/${referralId}/proposals`, { unitId: full.unitId }, { key });
    expect((await attempt()).body).toMatchObject({ code: 'no-free-place', rule: 'PRP-1' });
    await region.report(full, { inOperation: 1, occupied: 0 });
    expect((await attempt()).status).toBe(201);
  });
});

describe('what the referrer changes', () => {
  it('a withdrawn referral gives its promised place up', async () => {
    const house = await region.registerHouse({}, 1);
    const { referralId, proposalId } = await proposed(region, office, house);
    await office.referrer.give(`/v1/referrals/${referralId}/withdrawals`, { reason: 'lighter-help-found' });
    expect(await viewOf(office.referrer, referralId)).toMatchObject({ status: 'withdrawn', actions: [] });
    expect(await house.planner.read(`/v1/proposals/${proposalId}`)).toMatchObject({ status: 'withdrawn', actions: [] });
    await planned(region, office, house);
  });

  it('an accepted proposal releases the other places that were held', async () => {
    const [one, two] = [await region.registerHouse({}, 1), await region.registerHouse({}, 1)];
    const { referralId, proposalId } = await proposed(region, office, one);
    const other = await region.desk.give<ProposalView>(`/v1/referrals/${referralId}/proposals`, { unitId: two.unitId });
    await one.planner.give(`/v1/proposals/${proposalId}/acceptances`, { plannedFrom: await region.today() });
    expect(await two.planner.read(`/v1/proposals/${other.proposalId}`)).toMatchObject({ status: 'released' });
    await planned(region, office, two);
  });

  it('a changed unit is matched as it is now', async () => {
    const house = await region.registerHouse();
    const referralId = await toMatching(region, office);
    const { headers } = await region.administrator.get<UnitView>(`/v1/units/${house.unitId}`);
    const change = (minAge: number) =>
      region.administrator.post(
        `/v1/units/${house.unitId}/changes`,
        { ...livingGroup, minAge },
        { ifMatch: headers.etag },
      );
    expect([(await change(16)).status, (await change(4)).status]).toEqual([200, 412]);
    const refused = await region.desk.post(`/v1/referrals/${referralId}/proposals`, { unitId: house.unitId });
    expect(refused.body).toMatchObject({ code: 'unit-does-not-fit', rule: 'MAT-1', values: { fails: 'age' } });
  });
});
