import type { CandidatesView, CareForm, Page, UnitRow } from '@cap/contracts';
import { eventually } from '@cap/testing';
import { caseWith, livingGroup, submission } from './support/bodies';
import { inParts } from './support/in-parts';
import { propose, toMatching } from './support/placing';
import { Region, type Office } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

const careForms: readonly CareForm[] = ['living-group', 'family-home', 'training-flat'];

let cap: Cap;
let region: Region;
let office: Office;

beforeAll(async () => {
  cap = await startCap({ apis: 2 });
  region = await Region.open(cap.apis[0]!);
  office = await region.registerReferrer();
  await inParts(24, 4, (index) =>
    region.registerHouse(
      {
        careForm: careForms[index % 3]!,
        languages: index % 2 === 0 ? ['nl'] : ['nl', 'ar'],
        minAge: index % 4 === 0 ? 14 : 8,
      },
      1 + (index % 3),
    ),
  );
  await region.settle();
}, startMs);
afterAll(() => endCap(cap), startMs);

const asked = submission({ careForms: [...careForms], case: caseWith({ language: 'ar' }) });

/** The candidates at one API process, once its index is where the other's is. */
async function candidatesAt(api: string, referralId: string, position?: string): Promise<CandidatesView> {
  return eventually('the index is at the asked position', async () => {
    const path = `/v1/referrals/${referralId}/candidates?excluded=true`;
    const view = await region.desk.at(api).read<CandidatesView>(path);
    return position === undefined || view.basis.capacityPosition === position ? view : undefined;
  });
}
const withoutAge = ({ indexAgeMs: _, ...view }: CandidatesView) => view;

describe('MAT-4: matching', () => {
  it('gives the same answer for the same four, at both processes and again', async () => {
    const referralId = await toMatching(region, office, asked);
    await region.settle();
    const first = await candidatesAt(cap.apis[0]!, referralId);
    expect(first.candidates.length).toBeGreaterThan(5);
    expect(first.basis).toEqual({
      referralVersion: 2,
      policyVersion: expect.any(Number),
      capacityPosition: expect.stringMatching(/^\d+:\d+$/),
      at: await region.now(),
    });
    const { capacityPosition } = first.basis;
    const others = [
      await candidatesAt(cap.apis[1]!, referralId, capacityPosition),
      await candidatesAt(cap.apis[0]!, referralId),
    ];
    for (const other of others) expect(withoutAge(other)).toEqual(withoutAge(first));
  });

  it('ranks by score, which is the sum of its criteria, each in words', async () => {
    const referralId = await toMatching(region, office, asked);
    const { candidates } = await candidatesAt(cap.apis[0]!, referralId);
    for (const { score, criteria } of candidates) {
      expect(criteria.map(({ criterion }) => criterion)).toEqual(['distance', 'family-like', 'language']);
      const [points, outOf] = [sum(criteria.map((c) => c.points)), sum(criteria.map((c) => c.outOf))];
      expect(score).toBeCloseTo((100 * points) / outOf, 0);
      for (const { words } of criteria) expect(words.length).toBeGreaterThan(3);
    }
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(candidates[0]).toMatchObject({ careForm: 'family-home' });
  });

  it('has every unit once: as a candidate, or with the reasons against it', async () => {
    const referralId = await toMatching(region, office, asked);
    const { candidates, excluded } = await candidatesAt(cap.apis[0]!, referralId);
    const met = [...candidates, ...excluded!].map(({ unitId }) => unitId);
    const { items } = await region.desk.read<Page<UnitRow>>('/v1/units?limit=200');
    expect(met.sort()).toEqual(items.map(({ unitId }) => unitId).sort());
    for (const { fails } of excluded!) expect(fails.length).toBeGreaterThan(0);
  });

  it('says when its basis has moved on: by the referral, by the places', async () => {
    const house = await region.registerHouse(livingGroup, 1);
    const referralId = await toMatching(region, office);
    await region.settle();
    const before = await candidatesAt(cap.apis[0]!, referralId);
    expect(before.candidates.map(({ unitId }) => unitId)).toContain(house.unitId);
    await propose(region, referralId, house);
    await region.settle();
    const after = await candidatesAt(cap.apis[0]!, referralId);
    expect(after.basis.referralVersion).toBe(before.basis.referralVersion + 1);
    expect(after.basis.capacityPosition).not.toBe(before.basis.capacityPosition);
    const { fails } = after.excluded!.find(({ unitId }) => unitId === house.unitId)!;
    expect(fails.map(({ criterion }) => criterion)).toEqual(['free-today']);
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
