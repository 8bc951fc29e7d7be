import type { Instant } from '@cap/contracts';
import { eventually, freshDatabase } from '@cap/testing';
import * as fc from 'fast-check';
import { UnitHistory, type Telling } from './as-of.fixture';
import { newId, Region } from './region.fixture';
import { NotFound, UnknownMoment } from './shared/errors';
import { ViewCapacity, ViewCapacityHandler } from './view-capacity/view-capacity';

type Step = (history: UnitHistory) => Promise<void>;

const pick = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) });
const telling = fc.constantFrom<Telling>('moment', 'day');
const minutes = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 240 }) },
  { weight: 1, arbitrary: fc.integer({ min: 241, max: 2000 }) },
);
const named = fc.option(fc.integer({ min: 1, max: 4 }));

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: minutes.map(
      (n): Step =>
        (h) =>
          h.wait(n),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(0, 0, 0, 3, 90), named).map(
      ([occupied, ago, names]): Step =>
        (h) =>
          h.report(occupied, ago, names),
    ),
  },
  { weight: 6, arbitrary: fc.constant<Step>((h) => h.propose()) },
  {
    weight: 6,
    arbitrary: pick.map(
      (n): Step =>
        (h) =>
          h.accept(n),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, fc.constantFrom<'decline' | 'withdraw' | 'expire'>('decline', 'withdraw', 'expire')).map(
      ([n, how]): Step =>
        (h) =>
          h.giveUp(n, how),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(pick, telling).map(
      ([n, how]): Step =>
        (h) =>
          h.admit(n, how),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(pick, telling).map(
      ([n, how]): Step =>
        (h) =>
          h.end(n, how),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(pick, telling, fc.constantFrom<'admission' | 'end'>('admission', 'end')).map(
      ([n, how, what]): Step =>
        (h) =>
          h.correct(n, how, what),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(telling, fc.constantFrom<'bypass' | 'inherited'>('bypass', 'inherited')).map(
      ([how, what]): Step =>
        (h) =>
          h.alreadyHere(how, what),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<'hand' | 'system'>('hand', 'system').map(
      (by): Step =>
        (h) =>
          h.reportBy(by),
    ),
  },
);

describe('what was free at a past moment', () => {
  let region: Region;
  let history: UnitHistory;
  beforeAll(async () => {
    region = await Region.open(await freshDatabase());
    history = await UnitHistory.open(region);
  });
  afterAll(() => region.close());

  it('is what was answered at that moment, line by line, for the unit and the region', async () => {
    const property = fc.asyncProperty(fc.array(steps, { minLength: 60, maxLength: 60, size: 'max' }), async (list) => {
      const then = new Map<Instant, readonly unknown[]>();
      for (const step of list) {
        await history.wait(1);
        await step(history);
        const at = await history.now();
        then.set(at, [await history.unitAt(), await history.regionAt()]);
      }
      await history.wait(1);
      for (const [at, answers] of then) expect([await history.unitAt(at), await history.regionAt(at)]).toEqual(answers);
    });
    const { AS_OF_SEED: seed, AS_OF_RUNS: runs = 3 } = process.env;
    await fc.assert(property, { numRuns: Number(runs), endOnFailure: true, ...(seed && { seed: Number(seed) }) });
    // A property in which nothing happened proves nothing.
    const done = (...names: string[]) => names.reduce((sum, name) => sum + (history.done.get(name) ?? 0), 0);
    expect(done('report applied', 'report unchanged', 'report older')).toBeGreaterThan(15);
    expect(done('propose', 'accept', 'admit', 'end', 'correct admission', 'correct end')).toBeGreaterThan(15);
  }, 120_000);

  it('PRP-1: never has two in one place: a proposal that began first and waited counts when it came', async () => {
    const one = await Region.open(await freshDatabase());
    try {
      const unit = await UnitHistory.open(one);
      await unit.report(4, 0, null);
      await unit.propose();
      await unit.wait(1);
      const began = await unit.now();
      await unit.proposeHeldUp(async () => {
        await eventually('the proposal waits', () => unit.somebodyWaits());
        await unit.wait(1);
        await unit.giveUp(0, 'decline');
      });
      expect([unit.done.get('propose'), unit.done.get('decline')]).toEqual([2, 1]);
      const then = async (at?: Instant) => {
        const { free, lines } = await unit.unitAt(at);
        return { free, promised: lines.filter(({ line }) => line === 'promised').length };
      };
      const now = await unit.now();
      expect(await then()).toEqual({ free: 0, promised: 1 });
      expect(await then(now)).toEqual({ free: 0, promised: 1 });
      expect(await then(began)).toEqual({ free: 0, promised: 1 });
    } finally {
      await one.close();
    }
  });

  it('is not told of a moment to come, nor of one before the first fact', async () => {
    const now = await history.now();
    await expect(history.unitAt(later(now))).rejects.toMatchObject({ why: 'still-to-come', bound: now });
    await expect(history.regionAt(later(now))).rejects.toThrow(UnknownMoment);
    const long = '2020-01-01T00:00:00.000Z' as Instant;
    const registered = await region.dataSource.query<{ at: Instant }[]>(
      `select metadata->>'at' as at from event where type = 'UnitRegistered'`,
    );
    const bound = registered[0]!.at;
    await expect(history.unitAt(long)).rejects.toMatchObject({ why: 'before-the-first-fact', bound });
    await expect(history.regionAt(long)).rejects.toMatchObject({ why: 'before-the-first-fact', bound });
    expect(await history.unitAt(bound)).toMatchObject({ report: null, lines: [], free: 0, stale: true });
  });

  it('is told to whom it is told now', async () => {
    const now = await history.now();
    const asked = (organisationId: string) => {
      const query = new ViewCapacity(region.given('planner', organisationId).actor, region.unitId, now);
      return new ViewCapacityHandler(region.dataSource).execute(query);
    };
    expect(await asked(region.providerId)).toMatchObject({ unitId: region.unitId, at: now });
    await expect(asked(newId())).rejects.toThrow(NotFound);
  });
});

const later = (at: Instant): Instant => new Date(Date.parse(at) + 1).toISOString() as Instant;
