import { randomUUID } from 'node:crypto';
import { refusals, type Problem, type RefusalCode, type ReportAnswer, type SubmitReferral } from '@cap/contracts';
import { Actor } from './support/actor';
import { completion, crisisGroup, crisisSubmission, livingGroup, submission } from './support/bodies';
import type { Answer } from './support/http';
import { admitted, intoMatching, planned, proposed, submit, toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';
import { youngPerson } from './support/young-people';

let cap: Cap;
let region: Region;
let office: Office;
let administrator: Actor;
let desk: Actor;

beforeAll(async () => {
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  office = await region.registerReferrer();
  ({ administrator, desk } = region);
}, startMs);
afterAll(() => endCap(cap), startMs);

/** Does what is refused, and gives the answer. */
type Attempt = () => Promise<Answer<Problem>>;
type Table = Partial<Record<RefusalCode, Attempt>>;

const submitBy = async (type: Parameters<Region['registerReferrer']>[0], body: SubmitReferral) =>
  (await region.registerReferrer(type)).referrer.post('/v1/referrals', body);

const registration: Table = {
  'referrer-not-entitled': async () => {
    const stranger = await Actor.signIn(region.api, 'referrer', randomUUID());
    return stranger.post('/v1/referrals', submission());
  },
  'referrer-only-in-crisis': () => submitBy('crisis-team', submission({ urgency: 'urgent' })),
  'care-form-not-yet': () => submitBy('judiciary', submission({ careForms: ['living-group', 'foster-care'] })),
  'care-form-does-not-fit-purpose': () => submitBy('youth-doctor', submission({ careForms: ['crisis-bed'] })),
  'already-registered': async () => {
    const { providerId } = await region.registerHouse();
    return administrator.post('/v1/providers', { providerId, name: 'Nog eens', role: 'operational' });
  },
  'provider-unknown': () => {
    const location = { locationId: randomUUID(), name: 'Huis', municipality: 'GM0503', postcode: 2611 };
    return administrator.post(`/v1/providers/${randomUUID()}/locations`, location);
  },
  'location-unknown': () => {
    const unit = { ...livingGroup, unitId: randomUUID(), locationId: randomUUID(), name: 'Groep' };
    return administrator.post('/v1/units', unit);
  },
  'ages-out-of-order': async () => {
    const { unitId } = await region.registerHouse();
    return administrator.post(`/v1/units/${unitId}/changes`, { ...livingGroup, minAge: 12, maxAge: 11 });
  },
  'agreement-period-out-of-order': async () => {
    const { unitId } = await region.registerHouse();
    const period = { agreementId: randomUUID(), from: '2028-02-01', until: '2028-01-31' };
    return administrator.post(`/v1/units/${unitId}/agreements`, period);
  },
  'policy-not-in-the-future': async () => changePolicy('proposal-term-crisis-hours', 2, await region.today()),
  'policy-value-out-of-bounds': () => changePolicy('crisis-stay-days', 29, '2030-01-01'),
  'stock-take-closed': async () => {
    const house = await region.registerHouse();
    await region.step({ days: 61 });
    return takeStock(house, '2027-12-01');
  },
  'admitted-after-joining': async () => {
    const house = await region.registerHouse();
    await region.step({ days: 2 });
    return takeStock(house, await region.today());
  },
};

const availability: Table = {
  'report-contradicts-itself': async () => reportBy(await region.registerHouse(), { inOperation: 2, occupied: 3 }),
  'report-above-agreement': async () => reportBy(await region.registerHouse(), { inOperation: 9, occupied: 0 }),
  'report-from-the-future': async () => {
    const observedAt = new Date(Date.parse(await region.now()) + 121_000).toISOString();
    return reportBy(await region.registerHouse(), { inOperation: 2, occupied: 0, observedAt });
  },
  'report-id-reused': async () => {
    const [house, id] = [await region.registerHouse(), randomUUID()];
    await reportBy(house, { inOperation: 2, occupied: 0, id });
    return reportBy(house, { inOperation: 2, occupied: 1, id });
  },
  'unit-of-another-provider': async () => {
    const [mine, other] = [await region.registerHouse(), await region.registerHouse()];
    return reportBy({ ...other, planner: mine.planner }, { inOperation: 1, occupied: 0 });
  },
  'unit-unknown': async () => {
    const house = await region.registerHouse();
    return reportBy({ ...house, unitId: randomUUID() }, { inOperation: 1, occupied: 0 });
  },
};

const triage: Table = {
  'referral-not-awaiting-triage': async () => {
    const referralId = await toMatching(region, office);
    return desk.post(`/v1/referrals/${referralId}/triage-decisions`, intoMatching);
  },
  'triage-without-explanation': async () => {
    const { referralId } = await submit(office);
    return desk.post(`/v1/referrals/${referralId}/triage-decisions`, { outcome: 'to-matching' });
  },
  'referral-not-returned': async () => {
    const { referralId } = await submit(office);
    return office.referrer.post(`/v1/referrals/${referralId}/completions`, completion());
  },
  'referral-not-in-matching': async () => {
    const { unitId } = await region.registerHouse();
    const { referralId } = await submit(office);
    return desk.post(`/v1/referrals/${referralId}/proposals`, { unitId });
  },
  'referral-closed': async () => {
    const { referralId } = await submit(office);
    const withdraw = () =>
      office.referrer.post(`/v1/referrals/${referralId}/withdrawals`, { reason: 'no-longer-needed' });
    await withdraw();
    return withdraw();
  },
  'referral-has-a-stay': async () => {
    const { referralId } = await planned(region, office, await region.registerHouse());
    return office.referrer.post(`/v1/referrals/${referralId}/withdrawals`, { reason: 'wish-of-family' });
  },
};

const proposals: Table = {
  'no-free-place': async () => offerTo(await region.registerHouse({}, 0)),
  'unit-does-not-fit': async () => offerTo(await region.registerHouse({ sexPolicy: 'boys-only' })),
  'already-proposed-to-unit': async () => {
    const house = await region.registerHouse();
    const { referralId } = await proposed(region, office, house);
    return desk.post(`/v1/referrals/${referralId}/proposals`, { unitId: house.unitId });
  },
  'proposal-not-open': async () => {
    const house = await region.registerHouse();
    const { proposalId } = await proposed(region, office, house);
    await desk.give(`/v1/proposals/${proposalId}/withdrawals`, { reason: 'needs-changed' });
    return house.planner.post(`/v1/proposals/${proposalId}/acceptances`, { plannedFrom: await region.today() });
  },
  'proposal-expired': async () => {
    const house = await region.registerHouse();
    const { proposalId, expiresAt } = await proposed(region, office, house, submission({ urgency: 'urgent' }));
    await region.stepTo(expiresAt);
    return house.planner.post(`/v1/proposals/${proposalId}/acceptances`, { plannedFrom: await region.today() });
  },
  'planned-day-out-of-bounds': async () => {
    const house = await region.registerHouse();
    const { proposalId } = await proposed(region, office, house);
    return house.planner.post(`/v1/proposals/${proposalId}/acceptances`, { plannedFrom: await region.today(91) });
  },
  'decline-without-explanation': () => decline({ reason: 'age-does-not-fit', explanation: '  ' }),
  'place-is-free': () => decline({ reason: 'no-place', explanation: 'Er is geen plek.' }),
};

const stays: Table = {
  'admission-without-accepted-proposal': async () => {
    const house = await region.registerHouse();
    const { stayId, proposalId } = await planned(region, office, house);
    await desk.give(`/v1/proposals/${proposalId}/withdrawals`, { reason: 'wish-of-family' });
    return house.planner.post(`/v1/stays/${stayId}/admissions`, { at: await region.now() });
  },
  'admission-before-acceptance': async () => {
    const house = await region.registerHouse();
    const { stayId } = await planned(region, office, house);
    return house.planner.post(`/v1/stays/${stayId}/admissions`, { on: await region.today(-1) });
  },
  'stay-not-planned': async () => {
    const [house, stayId] = await running();
    return house.planner.post(`/v1/stays/${stayId}/admissions`, { at: await region.now() });
  },
  'stay-not-started': async () => {
    const house = await region.registerHouse();
    const { stayId } = await planned(region, office, house);
    return house.planner.post(`/v1/stays/${stayId}/planned-ends`, { plannedEnd: '2029-01-01' });
  },
  'admission-in-the-future': async () => {
    const house = await region.registerHouse();
    const { stayId } = await planned(region, office, house);
    return house.planner.post(`/v1/stays/${stayId}/admissions`, { on: '2032-01-01' });
  },
  'has-running-stay': async () => {
    const person = youngPerson();
    const [first, second] = [await region.registerHouse(), await region.registerHouse()];
    await admitted(region, office, first, submission({ person }));
    const { stayId } = await planned(region, office, second, submission({ person }));
    return second.planner.post(`/v1/stays/${stayId}/admissions`, { at: await region.now() });
  },
  'stay-already-ended': async () => {
    const [house, stayId] = await running();
    await end(house, stayId, { at: await region.now() });
    return end(house, stayId, { at: await region.now() });
  },
  'end-before-admission': async () => {
    const [house, stayId] = await running();
    return end(house, stayId, { on: '2027-12-31' });
  },
  'end-in-the-future': async () => {
    const [house, stayId] = await running();
    return end(house, stayId, { on: '2032-01-01' });
  },
  'stay-not-ended': async () => {
    const [, stayId] = await running();
    return desk.post(`/v1/stays/${stayId}/end-corrections`, { at: await region.now(), reason: 'typing-error' });
  },
  'crisis-end-after-day-28': async () => {
    const house = await region.registerHouse(crisisGroup);
    const { stayId } = await admitted(region, office, house, crisisSubmission());
    const day29 = { plannedEnd: await region.today(28) };
    return house.planner.post(`/v1/stays/${stayId}/planned-ends`, day29);
  },
};

const changePolicy = (key: string, value: number, effectiveFrom: string) =>
  desk.post('/v1/policy-changes', { key, value, effectiveFrom });
const takeStock = ({ unitId }: House, on: string) =>
  desk.post('/v1/stock-takes', {
    stayId: randomUUID(),
    unitId,
    person: youngPerson(),
    purpose: 'living',
    perspective: 'return-home',
    on,
  });

/** A refused report is told in the answer about all reports; the others are applied. */
async function reportBy({ planner, unitId }: House, report: object): Promise<Answer<Problem>> {
  const given = { id: randomUUID(), unitId, observedAt: await region.now(), ...report };
  const answer = await planner.post<{ answers: ReportAnswer[] }>('/v1/availability-reports', { reports: [given] });
  expect(answer.status).toBe(200);
  const { problem } = answer.body.answers[0]!;
  return { headers: { 'content-type': 'application/problem+json' }, status: problem?.status ?? 200, body: problem! };
}
const offerTo = async ({ unitId }: House) =>
  desk.post(`/v1/referrals/${await toMatching(region, office)}/proposals`, { unitId });
const decline = async (body: object) => {
  const house = await region.registerHouse();
  const { proposalId } = await proposed(region, office, house);
  return house.planner.post(`/v1/proposals/${proposalId}/declines`, body);
};
async function running(): Promise<[House, string]> {
  const house = await region.registerHouse();
  return [house, (await admitted(region, office, house)).stayId];
}
const end = ({ planner }: House, stayId: string, moment: object) =>
  planner.post(`/v1/stays/${stayId}/ends`, { ...moment, reason: 'purpose-reached', destination: 'home' });

const table: Table = { ...registration, ...availability, ...triage, ...proposals, ...stays };

describe('a refusal over HTTP names its rule, and says in Dutch what happened and what to do', () => {
  it('every refusal of the catalogue has a row here', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(refusals).sort());
  });

  it.each(Object.entries(table).map(([code, attempt]) => [refusals[code as RefusalCode], code, attempt] as const))(
    '%s %s',
    async (rule, code, attempt) => {
      const { status, headers, body } = await attempt();
      expect(body).toMatchObject({ code, rule, status });
      expect(status).toBe(code === 'referrer-not-entitled' ? 403 : 409);
      expect(headers['content-type']).toContain('application/problem+json');
      for (const words of [body.title, body.detail, body.todo]) expect(words).toMatch(/^[A-Z].*[a-z)?.]$/s);
      expect(body.detail.startsWith(body.todo)).toBe(true);
      expect(body.detail).toContain(` ${rule}.`);
      expect(body.detail).not.toMatch(/undefined|\[object|NaN/);
    },
  );
});
