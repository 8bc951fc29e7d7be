import type { CapacityView, Problem, ProposalView } from '@cap/contracts';
import { Actor } from './support/actor';
import { submission } from './support/bodies';
import { inParts } from './support/in-parts';
import { toMatching } from './support/placing';
import { Region, type House } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(260_000);

const clients = 200;
const deskUsers = 5;
const repetitions = 20;
const raceMs = 300_000;

let cap: Cap;
let region: Region;
let house: House;
let referrals: string[];
let desks: Actor[];

beforeAll(async () => {
  // Nobody is turned away at the door: all are to come to the unit's lock.
  cap = await startCap({ apis: 2, environment: { CAP_DATABASE_WAIT_MS: '60000' } });
  region = await Region.open(cap.apis[0]!);
  house = await region.registerHouse({}, 1);
  const office = await region.registerReferrer();
  const asked = () => submission({ urgency: 'crisis' });
  referrals = await inParts(clients, 16, () => toMatching(region, office, asked()));
  desks = await inParts(deskUsers, deskUsers, (user) => Actor.signIn(region.api, 'desk', undefined, `desk-${user}`));
}, startMs + raceMs);
afterAll(() => endCap(cap), startMs);

/** Every client has its connection open and its request ready; then all go at once, over both processes. */
async function race() {
  const runners = referrals.map((referralId, client) => ({
    referralId,
    desk: desks[client % deskUsers]!.at(cap.apis[client % cap.apis.length]!),
  }));
  await Promise.all(runners.map(({ desk }) => desk.get('/v1/clock')));
  return Promise.all(
    runners.map(({ desk, referralId }) =>
      desk.post<Pick<ProposalView, 'proposalId' | 'placementId'> & Problem>(`/v1/referrals/${referralId}/proposals`, {
        unitId: house.unitId,
      }),
    ),
  );
}

const tally = (values: readonly unknown[]): Record<string, number> =>
  values.reduce<Record<string, number>>((counts, value) => {
    counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    return counts;
  }, {});

const capacityOf = () => region.desk.read<CapacityView>(`/v1/units/${house.unitId}/capacity`);

describe('PRP-1: the last place of a unit', () => {
  it(
    `is won once by ${clients} clients over two processes, and once again after each expiry: ${repetitions} times`,
    async () => {
      const winners: string[] = [];
      for (let repetition = 0; repetition <= repetitions; repetition++) {
        const answers = await race();
        expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: clients - 1 });
        const refused = answers.filter(({ status }) => status === 409);
        expect(tally(refused.map(({ body }) => `${body.rule} ${body.code}`))).toEqual({
          'PRP-1 no-free-place': clients - 1,
        });
        const { proposalId, placementId } = answers.find(({ status }) => status === 201)!.body;
        winners.push(proposalId);
        const { free, lines } = await capacityOf();
        expect(free).toBe(0);
        expect(lines.filter(({ line }) => line === 'promised')).toMatchObject([{ placementId }]);

        await region.step({ hours: 1 });
        expect(await house.planner.read(`/v1/proposals/${proposalId}`)).toMatchObject({ status: 'expired' });
        expect((await capacityOf()).free).toBe(1);
      }
      expect(new Set(winners).size).toBe(repetitions + 1);
    },
    raceMs,
  );
});
