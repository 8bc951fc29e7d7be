import { freshDatabase } from '@cap/testing';
import * as fc from 'fast-check';
import { Region } from '../region.fixture';
import { History, type Telling } from './free-history.fixture';
import { instantOf, isLevel, trulyFree } from './free-truth.fixture';

type Step = readonly [words: string, act: (history: History) => void | Promise<void>];

/** Mostly the first that suits, or the newest count. */
const pick = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) });
/** Mostly within the day: that is where knowing only the day matters. */
const minutes = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 240 }) },
  { weight: 1, arbitrary: fc.integer({ min: 241, max: 2000 }) },
);
const telling = fc.constantFrom<Telling>('moment', 'moment', 'moment', 'day', 'day', 'day', 'wrong');
const rightTelling = fc.constantFrom<Telling>('moment', 'day');

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: minutes.map((n): Step => [`wait ${n} min`, (h) => h.wait(n)]) },
  { weight: 5, arbitrary: fc.constant<Step>(['hold', (h) => h.hold()]) },
  { weight: 4, arbitrary: pick.map((n): Step => [`accept ${n}`, (h) => h.accept(n)]) },
  { weight: 1, arbitrary: pick.map((n): Step => [`release ${n}`, (h) => h.release(n)]) },
  { weight: 5, arbitrary: pick.map((n): Step => [`come ${n}`, (h) => h.come(n)]) },
  { weight: 1, arbitrary: fc.constant<Step>(['come unknown', (h) => h.comeUnknown()]) },
  { weight: 4, arbitrary: pick.map((n): Step => [`leave ${n}`, (h) => h.leave(n)]) },
  {
    weight: 6,
    arbitrary: fc.tuple(pick, telling).map(([n, how]): Step => [`admit ${n} by ${how}`, (h) => h.admit(n, how)]),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(pick, telling).map(([n, how]): Step => [`end ${n} by ${how}`, (h) => h.end(n, how)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pick, rightTelling)
      .map(([n, how]): Step => [`correct admission ${n} by ${how}`, (h) => h.correctAdmission(n, how)]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pick, rightTelling)
      .map(([n, how]): Step => [`correct end ${n} by ${how}`, (h) => h.correctEnd(n, how)]),
  },
  { weight: 1, arbitrary: fc.constantFrom(1, -1).map((n): Step => [`others ${n}`, (h) => h.changeOthers(n)]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1, -1).map((n): Step => [`in operation ${n}`, (h) => h.changeInOperation(n)]),
  },
  {
    weight: 6,
    arbitrary: fc.boolean().map((named): Step => [`count${named ? ' by name' : ''}`, (h) => h.count(named)]),
  },
  { weight: 6, arbitrary: pick.map((n): Step => [`deliver ${n}`, (h) => h.deliver(n)]) },
);

/** An ordinary winter's day, and the days before the clock goes forward and back. */
const starts = fc.constantFrom('2028-01-03T08:00:00Z', '2028-03-25T08:00:00Z', '2028-10-28T08:00:00Z').map(Date.parse);

describe('free', () => {
  let region: Region;
  beforeAll(async () => (region = await Region.open(await freshDatabase(), 8)));
  afterAll(() => region.close());

  const seen = { checked: 0, level: 0, levelByName: 0, misled: 0 };

  it('is never above the truth, and equals it where count and confirmations are level', async () => {
    const histories = fc.array(fc.tuple(starts, fc.array(steps, { minLength: 30, maxLength: 60, size: 'max' })), {
      minLength: 4,
      maxLength: 4,
    });
    const property = fc.asyncProperty(histories, async (several) => {
      await Promise.all(several.map(([start, list]) => live(start, list)));
    });
    const { FREE_SEED: seed, FREE_RUNS: runs = 30 } = process.env;
    await fc.assert(property, { numRuns: Number(runs), ...(seed && { seed: Number(seed) }) });
    // A property that looked at nothing proves nothing.
    expect(seen.levelByName).toBeGreaterThan(100);
    expect(seen.level - seen.levelByName).toBeGreaterThan(100);
    expect(seen.checked - seen.level).toBeGreaterThan(100);
    expect(seen.misled).toBeGreaterThan(20);
  }, 120_000);

  /** Lives one history in a unit of its own, and looks at free after each step. */
  async function live(start: number, list: readonly Step[]): Promise<void> {
    const history = new History(region, await region.addUnit({ ceiling: 50 }), start);
    const told: string[] = [`start ${instantOf(start)}`];
    for (const [words, act] of [firstCount, ...list]) {
      await act(history);
      told.push(words);
      seen.misled += Number(history.misled);
      if (history.misled) continue;
      const free = await history.free();
      const truth = trulyFree(history.standing, history.children);
      const level = isLevel(history.standing, history.children);
      const after = `after:\n${told.join('\n')}`;
      if (free > truth) throw new Error(`Free ${free} is above the truth ${truth} ${after}`);
      if (level && free < truth)
        throw new Error(`Free ${free} is below the truth ${truth}, though all is told, ${after}`);
      seen.checked++;
      seen.level += Number(level);
      seen.levelByName += Number(level && Boolean(history.standing?.names));
    }
  }
});

const firstCount: Step = [
  'count, deliver',
  async (history) => {
    history.count(false);
    await history.deliver(0);
  },
];
