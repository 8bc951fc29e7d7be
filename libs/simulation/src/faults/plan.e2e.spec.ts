import { asLocalDate } from '@cap/contracts';
import type { FaultRecord } from '../audit/history';
import { inventRegion } from '../region/invent-region';
import { partOfRegion } from '../region/part-of-region';
import type { FaultKind } from './plan/fault';
import { planOf } from './plan/plan-of';
import { prove } from './prove';

jest.setTimeout(300_000);

const start = asLocalDate('2028-01-03');
const seed = 11;
const kinds: readonly FaultKind[] = [
  'kill-api',
  'kill-publisher',
  'kill-before-offset-commit',
  'broker-stopped',
  'database-killed',
  'database-cut',
  'unreadable-messages',
  'reconnecting-client',
];

it('a short plan of a seed: each fault has its effect, and the verdict is clean', async () => {
  const { history, verdict } = await prove({
    region: partOfRegion(inventRegion(seed, start), 3),
    script: { start, days: 1, rate: 24, faults: 0.4 },
    plan: planOf(seed, kinds, { least: 500, most: 1500 }),
    demand: { commands: 1, reports: 5, seconds: 0 },
    onDay: () => undefined,
    say: () => undefined,
  });
  const faults = history.filter((record): record is FaultRecord => record.kind === 'fault');
  expect(faults.map(({ fault }) => fault).sort()).toEqual([...kinds].sort());
  expect(faults.filter(({ effect }) => effect === 0 || effect === null)).toEqual([]);
  expect(verdict.checks.flatMap(({ violations }) => violations)).toEqual([]);
});
