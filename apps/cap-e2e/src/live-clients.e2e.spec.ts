import { randomInt } from 'node:crypto';
import type { FeedRow, MunicipalityCode, ProposalView, Room, UnitRow } from '@cap/contracts';
import { connected } from '@cap/local-services';
import { livePositionsRise, verdictOn } from '@cap/simulation';
import { eventually } from '@cap/testing';
import { Actor } from './support/actor';
import { inParts } from './support/in-parts';
import { toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { RoamingClient, type View } from './support/roaming-client';
import { Seeded } from './support/seeded';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

const clients = 50;
const steps = 200;
const setUpMs = 60_000;
const [zoetermeer, delft] = [
  { municipality: 'GM0637', postcode: 2711 },
  { municipality: 'GM0503', postcode: 2611 },
] as const;

let cap: Cap;
let region: Region;
let houses: House[];
let offices: Office[];
let referrals: { office: Office; referralId: string }[];

beforeAll(async () => {
  cap = await startCap({ apis: 2 });
  region = await Region.open(cap.apis[0]!);
  houses = await inParts(4, 1, (index) => region.registerHouse({}, 4, index % 2 === 0 ? zoetermeer : delft));
  offices = await inParts(2, 1, () => region.registerReferrer());
  referrals = await inParts(12, 4, async (index) => {
    const office = offices[index % 2]!;
    return { office, referralId: await toMatching(region, office) };
  });
  await region.settle();
}, startMs + setUpMs);
afterAll(() => endCap(cap), startMs);

const inMunicipality = (code: MunicipalityCode) => (row: FeedRow) => (row.body as UnitRow).municipality === code;
const ofProvider = (id: string) => (row: FeedRow) => (row.body as UnitRow).providerId === id;
const itself = (id: string) => (row: FeedRow) => row.row === id;
const any = (): boolean => true;

/** Ten kinds of looker, by role and by what they may look at. */
function looks(index: number): Omit<View, 'name' | 'token'> & { readonly who: Actor } {
  const house = houses[index % houses.length]!;
  const { office, referralId } = referrals[index % referrals.length]!;
  const { providerId, unitId, planner } = house;
  const [referrer, referral] = [offices[index % 2]!.referrer, `referrals/referral:${referralId}` as const];
  const [provider, unit] = [`units/provider:${providerId}` as const, `units/unit:${unitId}` as const];
  const kinds = [
    { who: region.desk, room: 'units/region', belongs: any },
    { who: display, room: 'units/region', belongs: any },
    { who: referrer, room: 'units/municipality:GM0637', belongs: inMunicipality('GM0637') },
    { who: region.desk, room: 'units/municipality:GM0503', belongs: inMunicipality('GM0503') },
    { who: planner, room: provider, belongs: ofProvider(providerId) },
    { who: planner, room: unit, belongs: itself(unitId) },
    { who: referrer, room: unit, belongs: itself(unitId) },
    { who: office.referrer, room: referral, belongs: itself(referralId) },
    { who: region.desk, room: referral, belongs: itself(referralId) },
    { who: region.administrator, room: provider, belongs: ofProvider(providerId) },
  ] as const;
  return kinds[Math.floor(index / 5) % kinds.length]!;
}
let display: Actor;

/** Those who ask for what is not theirs. */
const intruders = (): { who: Actor; room: Room }[] => [
  { who: display, room: 'units/municipality:GM0637' },
  { who: houses[0]!.planner, room: `units/provider:${houses[1]!.providerId}` },
  { who: houses[0]!.planner, room: `units/unit:${houses[1]!.unitId}` },
  { who: offices[0]!.referrer, room: `referrals/referral:${referrals[1]!.referralId}` },
  { who: region.administrator, room: `referrals/referral:${referrals[0]!.referralId}` },
];

/** What happens in the region meanwhile; each refusal is as good as an effect. */
class Traffic {
  private readonly open: string[] = [];
  private observedAt = 0;

  constructor(private readonly random: Seeded) {}

  async step(): Promise<void> {
    const what = this.random.below(20);
    if (what < 12) await this.report();
    else if (what < 16) await this.propose();
    else if (what < 18) await this.withdraw();
    else await this.move();
  }

  private async report(): Promise<void> {
    const house = this.random.pick(houses);
    this.observedAt = Math.max(this.observedAt + 100, Date.parse(await region.now()) - 50_000);
    const observedAt = new Date(this.observedAt).toISOString();
    const at = { ...house, planner: house.planner.at(this.random.pick(cap.apis)) };
    await region.report(at, { inOperation: 8, occupied: this.random.below(8), observedAt });
  }

  private async propose(): Promise<void> {
    const { referralId } = this.random.pick(referrals);
    const body = { unitId: this.random.pick(houses).unitId };
    const desk = region.desk.at(this.random.pick(cap.apis));
    const { status, body: made } = await desk.post<ProposalView>(`/v1/referrals/${referralId}/proposals`, body);
    if (status === 201) this.open.push(made.proposalId);
  }

  private async withdraw(): Promise<void> {
    const [proposalId] = this.open.splice(0, 1);
    if (proposalId === undefined) return;
    const desk = region.desk.at(this.random.pick(cap.apis));
    await desk.give(`/v1/proposals/${proposalId}/withdrawals`, { reason: 'better-place-found' });
  }

  /** No command moves a location; the publisher and the channel let a unit leave a room all the same. */
  private async move(): Promise<void> {
    const { locationId, unitId } = this.random.pick(houses);
    await connected(cap.databaseUrl(), async (database) => {
      await database.query(
        `update location set municipality = case municipality when 'GM0637' then 'GM0503' else 'GM0637' end
          where location_id = $1`,
        [locationId],
      );
      await database.query('insert into unit_changed (unit_id) values ($1)', [unitId]);
    });
  }
}

const disturbances = ['close', 'tear', 'other process', 'stop reading'] as const;

/** Disturbs clients, and sees to it that each is back, or reads on, some steps later. */
class Disturber {
  readonly counts = Object.fromEntries(disturbances.map((kind) => [kind, 0]));
  private readonly later: { readonly step: number; readonly act: () => void }[] = [];
  private readonly busy = new Set<RoamingClient>();
  private readonly at = new Map<RoamingClient, number>();

  constructor(
    private readonly random: Seeded,
    private readonly crowd: readonly RoamingClient[],
  ) {}

  enter(): void {
    for (const [index, client] of this.crowd.entries()) this.connect(client, index % cap.apis.length);
  }

  disturb(step: number): void {
    this.back(step);
    const client = this.random.pick(this.crowd);
    if (this.busy.has(client)) return;
    const kind = this.random.pick(disturbances);
    const until = step + this.random.below(12);
    const process = (this.at.get(client)! + (kind === 'other process' ? 1 : 0)) % cap.apis.length;
    this.counts[kind]!++;
    if (kind === 'stop reading') {
      client.stopReading();
      return this.plan(client, until, () => client.readOn());
    }
    if (kind === 'tear') client.tear();
    else client.close();
    this.plan(client, until, () => this.connect(client, process));
  }

  /** Everybody is back who should be by this step. */
  back(step: number): void {
    const due = this.later.filter((one) => one.step <= step);
    for (const one of due) {
      this.later.splice(this.later.indexOf(one), 1);
      one.act();
    }
  }

  private plan(client: RoamingClient, step: number, act: () => void): void {
    this.busy.add(client);
    const andFree = () => {
      this.busy.delete(client);
      act();
    };
    this.later.push({ step, act: andFree });
  }

  private connect(client: RoamingClient, process: number): void {
    this.at.set(client, process);
    client.connect(cap.apis[process]!);
  }
}

const known = (crowd: readonly RoamingClient[]) =>
  eventually('every client has its first state', () => crowd.every(({ state }) => state.position !== null));

/** What a client of the same room, that comes now, is shown. */
async function afresh(view: View, api: string): Promise<Record<string, unknown>> {
  const reader = new RoamingClient({ ...view, name: `${view.name}, afresh` });
  reader.connect(api);
  try {
    await known([reader]);
    return Object.fromEntries(reader.state.rows);
  } finally {
    reader.close();
  }
}

it(`${clients} clients of two processes that come and go end with what is so, and never see what is not theirs`, async () => {
  const random = new Seeded(Number(process.env['CAP_SEED'] ?? randomInt(2 ** 31)));
  display = await Actor.signIn(region.api, 'display');
  const crowd = Array.from({ length: clients }, (_, index) => {
    const { who, ...view } = looks(index);
    return new RoamingClient({ ...view, name: `client ${index}`, token: who.token });
  });
  const shut = intruders().map(
    ({ who, room }) => new RoamingClient({ name: `intruder in ${room}`, token: who.token, room, belongs: () => false }),
  );
  const everybody = [...crowd, ...shut];
  const disturber = new Disturber(random, everybody);
  const traffic = new Traffic(random);
  try {
    disturber.enter();
    await known(crowd);
    for (let step = 0; step < steps; step++) {
      for (let times = 0; times < 3; times++) disturber.disturb(step);
      await traffic.step();
    }
    disturber.back(Number.POSITIVE_INFINITY);
    await region.settle();

    for (const [index, client] of crowd.entries()) {
      const { name, room } = client.view;
      await eventually(`seed ${random.seed}: ${name} in ${room} shows what is so`, async () => {
        const shown = await afresh(client.view, cap.apis[index % cap.apis.length]!);
        expect(Object.fromEntries(client.state.rows)).toEqual(shown);
        return true;
      });
    }
    const heard = crowd.flatMap((client) => client.heard);
    const told = (kind: string) => heard.filter((one) => one.kind === 'live-heard' && one.told === kind).length;
    const { checks } = verdictOn(heard, [livePositionsRise]);
    const found = {
      seed: random.seed,
      foreign: everybody.flatMap(({ foreign, view }) => foreign.map(({ row }) => `${view.name} saw ${row}`)),
      backwards: checks[0]!.violations,
      refused: crowd.flatMap(({ refused }) => refused),
      toldToIntruders: shut.flatMap((client) => client.heard),
    };
    expect(found).toEqual({ seed: random.seed, foreign: [], backwards: [], refused: [], toldToIntruders: [] });
    for (const { refused } of shut)
      expect(new Set(refused.map((answer) => answer.refused))).toEqual(new Set(['no-access']));
    const happened = {
      ...disturber.counts,
      snapshots: told('snapshot'),
      resumptions: told('resumption'),
      changes: told('changes'),
      gone: crowd.reduce((sum, { gone }) => sum + gone, 0),
    };
    for (const [what, count] of Object.entries(happened)) expect([what, count > 0]).toEqual([what, true]);
  } finally {
    for (const client of everybody) client.close();
  }
}, 120_000);
