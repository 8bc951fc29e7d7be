import { randomUUID } from 'node:crypto';
import type { CapacityView, FindingView, Page, ProposalView, ProviderView, StayView, UnitRow } from '@cap/contracts';
import { crisisGroup, crisisSubmission, submission } from './support/bodies';
import { admitted, planned, proposed, readStay, toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';
import { youngPerson } from './support/young-people';

let cap: Cap;
let region: Region;
let office: Office;

beforeAll(async () => {
  cap = await startCap();
  region = await Region.open(cap.apis[0]!);
  office = await region.registerReferrer();
}, startMs);
afterAll(() => endCap(cap), startMs);

const dayMs = 86_400_000;
const proposalOf = (house: House, proposalId: string) =>
  house.planner.read<ProposalView>(`/v1/proposals/${proposalId}`);
const capacityOf = ({ planner, unitId }: House) => planner.read<CapacityView>(`/v1/units/${unitId}/capacity`);
const stockTakeDays = async ({ providerId }: House): Promise<number> => {
  const { items } = await region.desk.read<Page<ProviderView>>('/v1/providers?limit=200');
  const { joinedOn, stockTakeUntil } = items.find((provider) => provider.providerId === providerId)!;
  return (Date.parse(stockTakeUntil) - Date.parse(joinedOn)) / dayMs;
};
const rowOf = async ({ unitId }: House) => region.desk.read<UnitRow>(`/v1/units/${unitId}`);

const idsIn = (stay: StayView): string[] =>
  JSON.stringify(stay).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

describe('PRP-2: a proposal', () => {
  it.each([
    ['crisis', 1],
    ['urgent', 24],
  ] as const)('that is %s expires by itself after %s h, at its moment and not before', async (urgency, hours) => {
    const house = await region.registerHouse({}, 1);
    const madeAt = await region.now();
    const { proposalId, expiresAt, referralId } = await proposed(region, office, house, submission({ urgency }));
    expect(Date.parse(expiresAt) - Date.parse(madeAt)).toBe(hours * 3_600_000);
    await region.stepTo(new Date(Date.parse(expiresAt) - 1).toISOString());
    await region.settle();
    expect(await proposalOf(house, proposalId)).toMatchObject({ status: 'open', answeredAt: null });
    await region.stepTo(expiresAt);
    await region.settle();
    expect(await proposalOf(house, proposalId)).toMatchObject({
      status: 'expired',
      answeredAt: expiresAt,
      actions: [],
    });
    expect(await capacityOf(house)).toMatchObject({ free: 1 });
    const referral = await region.desk.read<{ status: string; version: number }>(`/v1/referrals/${referralId}`);
    expect(referral).toMatchObject({ status: 'in-matching', version: 4 });
    await region.step({ hours: 48 });
    expect(await region.desk.read(`/v1/referrals/${referralId}`)).toMatchObject({ version: 4 });
  });

  it('that is regular counts five working days and ends at the same clock time in Amsterdam', async () => {
    const monday = '2029-03-19T08:30:00.000Z';
    await region.stepTo(monday);
    const { expiresAt } = await proposed(region, office, await region.registerHouse());
    // Summer time begins on Sunday 25 March.
    expect(expiresAt).toBe('2029-03-26T07:30:00.000Z');
  });
});

describe('PRP-3: a decline', () => {
  it('carries a reason and an explanation, and frees the place', async () => {
    const house = await region.registerHouse({}, 1);
    const { proposalId, referralId } = await proposed(region, office, house);
    const body = { reason: 'safety-in-the-group', explanation: 'Er speelt nu te veel in de groep.' };
    await house.planner.give(`/v1/proposals/${proposalId}/declines`, body);
    expect(await proposalOf(house, proposalId)).toMatchObject({ status: 'declined', declineReason: body.reason });
    for (const reader of [region.desk, office.referrer])
      expect(await reader.read(`/v1/proposals/${proposalId}`)).toMatchObject({ declineExplanation: body.explanation });
    expect(await capacityOf(house)).toMatchObject({ free: 1 });
    expect(await region.desk.read(`/v1/referrals/${referralId}`)).toMatchObject({ status: 'in-matching' });
  });

  it('"no place" is refused while the last report leaves one, and taken once it leaves none', async () => {
    const house = await region.registerHouse({}, 1);
    const { proposalId } = await proposed(region, office, house);
    const decline = () =>
      house.planner.post(`/v1/proposals/${proposalId}/declines`, {
        reason: 'no-place',
        explanation: 'De groep is vol.',
      });
    expect((await decline()).body).toMatchObject({ rule: 'PRP-3', code: 'place-is-free', values: { freePlaces: 1 } });
    await region.report(house, { inOperation: 1, occupied: 1 });
    expect((await decline()).status).toBe(200);
  });
});

describe('CRI-1: a crisis stay', () => {
  it('may be planned to end on day 28 and not later; who is still there keeps the place, as an overrun', async () => {
    const house = await region.registerHouse(crisisGroup, 1);
    const { stayId } = await admitted(region, office, house, crisisSubmission());
    const [day28, day29] = [await region.today(27), await region.today(28)];
    const plan = (plannedEnd: string) => house.planner.post(`/v1/stays/${stayId}/planned-ends`, { plannedEnd });
    expect((await plan(day29)).body).toMatchObject({
      rule: 'CRI-1',
      code: 'crisis-end-after-day-28',
      values: { lastDay: day28, plannedEnd: day29 },
    });
    expect((await plan(day28)).status).toBe(200);
    await region.step({ days: 27 });
    const crisis = async () => (await readStay(house.planner, stayId)).crisis;
    expect(await crisis()).toEqual({ lastDay: day28, dayNumber: 28, overrun: false });
    await region.step({ days: 1 });
    expect(await crisis()).toEqual({ lastDay: day28, dayNumber: 29, overrun: true });
    expect(await readStay(house.planner, stayId)).toMatchObject({ status: 'started', plannedEnd: day28 });
  });
});

describe('STY-1: a planned stay', () => {
  it('that has not started three days after its day is brought to the desk', async () => {
    const house = await region.registerHouse();
    const { stayId } = await planned(region, office, house);
    const overdue = async () => {
      await region.settle();
      const { items } = await region.desk.read<Page<StayView>>('/v1/stays?startOverdue=true&limit=200');
      return items.map((stay) => stay.stayId);
    };
    await region.step({ days: 3 });
    expect(await readStay(region.desk, stayId)).toMatchObject({ status: 'planned', startOverdue: false });
    expect(await overdue()).not.toContain(stayId);
    await region.step({ days: 1 });
    expect(await readStay(region.desk, stayId)).toMatchObject({ status: 'planned', startOverdue: true });
    expect(await overdue()).toContain(stayId);
    await house.planner.give(`/v1/stays/${stayId}/admissions`, { at: await region.now() });
    expect(await readStay(region.desk, stayId)).toMatchObject({ status: 'started' });
    expect(await overdue()).not.toContain(stayId);
  });

  it('whose admission was written down wrongly is put right by the desk, and so is its end', async () => {
    const house = await region.registerHouse();
    const { stayId } = await admitted(region, office, house);
    const began = await region.today();
    await region.step({ days: 5 });
    const right = await region.today(-3);
    await region.desk.give(`/v1/stays/${stayId}/admission-corrections`, { on: right, reason: 'typing-error' });
    expect(await readStay(house.planner, stayId)).toMatchObject({ admittedOn: right, admittedAt: null });
    expect(right > began).toBe(true);
    const end = { on: await region.today(), reason: 'planned-step', destination: 'living-form' };
    await house.planner.give(`/v1/stays/${stayId}/ends`, end);
    const yesterday = await region.today(-1);
    const correction = { on: yesterday, reason: 'wrong-information' };
    await region.desk.give(`/v1/stays/${stayId}/end-corrections`, correction);
    const stay = await readStay(region.desk, stayId);
    expect(stay).toMatchObject({ endedOn: yesterday, actions: ['correct-admission', 'correct-end'] });
  });
});

describe('a stay without a proposal', () => {
  it('CAP-5: that ran when its provider joined is taken over by the stock take', async () => {
    const house = await region.registerHouse({}, 2);
    await region.report(house, { inOperation: 2, occupied: 1 });
    const stayId = randomUUID();
    const body = {
      stayId,
      unitId: house.unitId,
      person: youngPerson(),
      purpose: 'living',
      perspective: 'return-home',
      on: '2027-11-01',
    };
    const first = await region.desk.post('/v1/stock-takes', body);
    expect(first.status).toBe(201);
    const shown = {
      origin: 'inherited',
      status: 'started',
      purpose: 'living',
      perspective: 'return-home',
      admittedOn: '2027-11-01',
      referralId: null,
    };
    expect(await readStay(house.planner, stayId)).toMatchObject({ ...shown, actions: ['plan-end', 'end'] });
    expect(await readStay(region.desk, stayId)).toMatchObject({ ...shown, actions: ['correct-admission'] });
    await region.settle();
    const listed = await house.planner.read<Page<StayView>>('/v1/stays');
    expect(listed.items).toMatchObject([{ stayId, ...shown }]);
    expect(await capacityOf(house)).toMatchObject({ free: 1 });
    expect((await region.desk.post('/v1/stock-takes', body)).body).toMatchObject({ code: 'already-registered' });
  });

  it('CAP-3: "already here" always succeeds: finding, stay and claim, and the stay that ran ends', async () => {
    const person = youngPerson();
    const [from, to] = [await region.registerHouse({}, 1), await region.registerHouse({}, 0)];
    const { stayId: earlier } = await admitted(region, office, from, submission({ person }));
    await region.step({ days: 1 });
    const body = { unitId: to.unitId, person, at: await region.now(), referrerId: office.referrerId };
    const {
      body: recorded,
      headers,
      status,
    } = await to.planner.post<FindingView & { stayId: string }>('/v1/bypasses', body);
    expect(status).toBe(201);
    const [left, came] = [await readStay(from.planner, earlier), await readStay(to.planner, recorded.stayId)];
    expect(left).toMatchObject({ status: 'ended', destination: 'other-stay' });
    expect(came).toMatchObject({ origin: 'bypass', status: 'started' });
    // Both know the young person; no id of the one is an id of the other.
    expect(came.person!.name).toBe(left.person!.name);
    expect(idsIn(left).filter((id) => idsIn(came).includes(id))).toEqual([]);
    expect((await readStay(region.desk, earlier)).person!.personId).not.toBe(left.person!.personId);
    expect(await capacityOf(to)).toMatchObject({ free: -1, overcommitted: true });
    const after = encodeURIComponent(String(headers['cap-written']));
    const { items } = await region.desk.read<Page<FindingView>>(`/v1/findings?after=${after}`);
    expect(items.find(({ findingId }) => findingId === recorded.findingId)).toMatchObject({
      kind: 'bypass',
      stayId: recorded.stayId,
      providerId: to.providerId,
      referrerId: office.referrerId,
    });
  });
});

describe('a count that is not right', () => {
  type Row = Pick<FindingView, 'findingId' | 'kind' | 'since' | 'closedAt'> & { unitId: string };
  const findingsOf = async ({ unitId }: House, query: string): Promise<Row[]> =>
    (await region.desk.read<Page<Row>>(`/v1/findings?limit=200&${query}`)).items.filter((row) => row.unitId === unitId);

  it('CPY-4: a unit that stays overcommitted for two hours alarms the desk, and closes itself', async () => {
    const house = await region.registerHouse();
    await admitted(region, office, house, submission());
    await region.step({ minutes: 1 });
    await region.report(house, { inOperation: 1, occupied: 1, countsPlacements: [] });
    await region.settle();
    const since = await region.now();
    expect(await rowOf(house)).toMatchObject({ overcommitted: true, overcommittedTooLong: false });
    await region.step({ minutes: 119 });
    expect(await findingsOf(house, 'kind=overcommitted')).toEqual([]);
    await region.step({ minutes: 1 });
    const found = await findingsOf(house, 'kind=overcommitted&open=true');
    expect(found).toMatchObject([{ since, closedAt: null }]);
    expect(await rowOf(house)).toMatchObject({ overcommitted: true, overcommittedTooLong: true });
    await region.report(house, { inOperation: 2, occupied: 1, countsPlacements: [] });
    await region.settle();
    expect(await rowOf(house)).toMatchObject({ overcommitted: false, overcommittedTooLong: false });
    expect(await findingsOf(house, 'kind=overcommitted&open=true')).toEqual([]);
    expect(await findingsOf(house, 'open=false')).toMatchObject([{ findingId: found[0]!.findingId }]);
  });

  it('CPY-4: one that is put right in time alarms nobody', async () => {
    const house = await region.registerHouse();
    await admitted(region, office, house, submission());
    await region.step({ minutes: 1 });
    await region.report(house, { inOperation: 1, occupied: 1, countsPlacements: [] });
    await region.settle();
    await region.step({ minutes: 60 });
    await region.report(house, { inOperation: 2, occupied: 1, countsPlacements: [] });
    await region.settle();
    await region.step({ minutes: 120 });
    expect(await findingsOf(house, 'kind=overcommitted')).toEqual([]);
  });

  it('CAP-3: places whose occupancy no known stay explains are findings, after the stock take, one a place', async () => {
    const house = await region.registerHouse();
    await admitted(region, office, house, submission());
    await region.step({ minutes: 1 });
    const report = { inOperation: 6, occupied: 4, occupiedOtherRegions: 1 };
    await region.report(house, report);
    const days = await stockTakeDays(house);
    await region.step({ days: days - 1 });
    expect(await findingsOf(house, 'kind=unexplained-occupancy')).toEqual([]);
    await region.step({ days: 2 });
    expect(await findingsOf(house, 'kind=unexplained-occupancy&open=true')).toHaveLength(2);
    await region.report(house, { ...report, occupied: 3 });
    await region.settle();
    expect(await findingsOf(house, 'kind=unexplained-occupancy&open=true')).toHaveLength(1);
    await region.step({ minutes: 1 });
    await region.report(house, { ...report, occupied: 5 });
    await region.settle();
    await region.step({ days: 1 });
    expect(await findingsOf(house, 'kind=unexplained-occupancy&open=true')).toHaveLength(3);
    expect(await findingsOf(house, 'kind=unexplained-occupancy')).toHaveLength(4);
  });
});

describe('CPY-5: a unit', () => {
  it('that was not heard of for a day is stale, and fresh again with the next report', async () => {
    const house = await region.registerHouse();
    await region.settle();
    expect(await rowOf(house)).toMatchObject({ stale: false, free: 2 });
    await region.step({ days: 1 });
    expect(await rowOf(house)).toMatchObject({ stale: true, free: 2 });
    const listed = await region.desk.read<Page<UnitRow>>(`/v1/units?stale=true&provider=${house.providerId}`);
    expect(listed.items.map(({ unitId }) => unitId)).toEqual([house.unitId]);
    const referralId = await toMatching(region, office);
    const { candidates } = await region.desk.read<{ candidates: { unitId: string; stale: boolean }[] }>(
      `/v1/referrals/${referralId}/candidates`,
    );
    expect(candidates.find(({ unitId }) => unitId === house.unitId)).toMatchObject({ stale: true });
    await region.report(house, { inOperation: 2, occupied: 0 });
    await region.settle();
    expect(await rowOf(house)).toMatchObject({ stale: false });
  });

  it('CPY-3: an older report than the newest goes into the history; the newest stands', async () => {
    const house = await region.registerHouse();
    const newest = await region.report(house, { inOperation: 4, occupied: 1 });
    expect(newest.outcome).toBe('applied');
    const observedAt = new Date(Date.parse(await region.now()) - 30_000).toISOString();
    expect(await region.report(house, { inOperation: 8, occupied: 8, observedAt })).toMatchObject({ outcome: 'older' });
    const { report, free } = await capacityOf(house);
    expect([report?.inOperation, report?.occupied, free]).toEqual([4, 1, 3]);
  });
});

it('CAP-4: a figure of the region counts from its day on, for what begins then', async () => {
  const before = await region.registerHouse();
  const change = { key: 'stock-take-term-days', value: 90, effectiveFrom: await region.today(1) };
  await region.desk.give('/v1/policy-changes', change);
  await region.step({ days: 1 });
  const after = await region.registerHouse();
  expect([await stockTakeDays(before), await stockTakeDays(after)]).toEqual([60, 90]);
});
