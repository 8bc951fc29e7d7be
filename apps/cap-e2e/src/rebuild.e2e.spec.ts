import { proveRebuild, type Proof } from './rebuild/prove-rebuild';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(205_000);

const events = 20_000;
const clients = 12;

let cap: Cap;
let proof: Proof;

beforeAll(async () => {
  cap = await startCap({ apis: 2 });
  proof = await proveRebuild(cap, { events, clients, firstByRebuild: false, say: () => undefined });
}, startMs + 120_000);
afterAll(() => endCap(cap), startMs);

describe('a rebuild of the list of referrals while two API processes serve it', () => {
  it('loses no change for who follows: each sees each of its changes, and ends with what the list says', () => {
    expect(proof.flaws).toEqual([]);
    expect(proof.strayed).toBe(0);
    expect(proof.epochs).toEqual(Array.from({ length: clients }, () => [1, 2]));
    expect(proof.commands).toBeGreaterThan(clients * 3);
    expect(proof.changes).toBeGreaterThanOrEqual(proof.commands);
  });

  it('gives the figures that following the log gave, and that the log gives by itself', () => {
    expect(proof).toMatchObject({ different: 0, wrong: 0 });
    expect(proof.same).toBeGreaterThan(events / 6);
    expect(proof.computed).toBe(proof.same + clients);
  });
});
