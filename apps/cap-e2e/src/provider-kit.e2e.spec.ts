import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaForTests } from '@cap/testing';
import { pythonFor } from './support/python';
import { Region, type House } from './support/region';
import { runProgram } from './support/run-program';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

jest.setTimeout(210_000);

const kafka = kafkaForTests();
const kit = join(__dirname, '../../../tools/provider-kit/dist/main.js');
const example = join(__dirname, '../../../examples/python-provider');
const folder = mkdtempSync(join(tmpdir(), 'cap-feed-'));

let cap: Cap;
let region: Region;
let now: number;

beforeAll(async () => {
  cap = await startCap({ kafka });
  region = await Region.open(cap.apis[0]!);
  now = Date.parse(await region.now());
}, startMs);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await endCap(cap);
}, startMs);

const secondsAgo = (seconds: number): string => new Date(now - seconds * 1000).toISOString();
const reportOf = ({ unitId }: House, changes: object = {}) => ({
  id: randomUUID(),
  unitId,
  observedAt: secondsAgo(0),
  inOperation: 2,
  occupied: 1,
  waitingDays: 14,
  ...changes,
});
function feedOf(lines: readonly (object | string)[]): string {
  const path = join(folder, `${randomUUID()}.ndjson`);
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}
const play = (house: House, lines: readonly (object | string)[], ...more: string[]) => {
  const options = ['--url', cap.apis[0]!, '--provider', house.providerId, '--feed', feedOf(lines), ...more];
  return runProgram(process.execPath, [kit, ...options]);
};

describe.each([
  ['HTTP', () => [], 'geldt nu'],
  ['Kafka', () => ['--brokers', kafka.brokers.join(',')], 'aangenomen'],
])('the provider kit over %s', (_, over, taken) => {
  it('tells of each line what became of it, with its rule, and what is missing; then that all is well', async () => {
    const house = await region.registerSilentHouse();
    const wrong = [
      reportOf(house, { occupied: 3 }),
      '{"unitId":',
      reportOf(house, { unitId: randomUUID() }),
      reportOf(house, { inOperation: 50, observedAt: secondsAgo(1) }),
    ];
    const first = await play(house, wrong, ...over());
    expect(first.said).toMatch(/regel {5}1 {2}geweigerd \(CPY-2, report-contradicts-itself\): /);
    expect(first.said).toMatch(/regel {5}2 {2}onleesbaar: /);
    expect(first.said).toMatch(/regel {5}3 {2}geweigerd \(CPY-1, unit-unknown\): /);
    expect(first.said).toMatch(/regel {5}4 {2}geweigerd \(CPY-2, report-above-agreement\): /);
    expect(first.said).toMatch(/NOG NIET GEREED:[^]*1 onleesbare regel[^]*3 geweigerde meldingen[^]*Groep.*CPY-1/);
    expect(first.code).toBe(1);

    const second = await play(house, [reportOf(house)], ...over());
    expect(second.said).toMatch(new RegExp(`regel {5}1 {2}${taken}\\n[^]*GEREED: `));
    expect(second.code).toBe(0);
  });
});

it('a client of another language, by another library, gets exactly the refusals that are due of 10,000 reports', async () => {
  const [house, stranger] = [await region.registerHouse(), await region.registerHouse()];
  const due = new Map<number, string>();
  let lastRight = { id: '', occupied: 0 };
  const lines = Array.from({ length: 10_000 }, (_, index) => {
    const line = index + 1;
    const observedAt = secondsAgo(10_000 - index);
    const refuse = (code: string, changes: object) => {
      due.set(line, code);
      return reportOf(house, { observedAt, ...changes });
    };
    if (line % 97 === 0) return refuse('report-contradicts-itself', { occupied: 3 });
    if (line % 101 === 0) return refuse('report-above-agreement', { inOperation: 50 });
    if (line % 211 === 0) return refuse('unit-of-another-provider', { unitId: stranger.unitId });
    if (line % 401 === 0)
      return refuse('report-id-reused', { id: lastRight.id, occupied: (lastRight.occupied + 1) % 3 });
    if (line % 307 === 0) return refuse('report-from-the-future', { observedAt: secondsAgo(-600) });
    return (lastRight = { ...reportOf(house, { observedAt }), occupied: index % 3 });
  });
  const options = ['--brokers', kafka.brokers.join(','), '--provider', house.providerId, '--feed', feedOf(lines)];
  const { said, complained } = await runProgram(await pythonFor(example), [join(example, 'report.py'), ...options]);
  expect(complained).toBe(`10000 reports sent, ${due.size} refused.\n`);
  const answers = said
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as { line: number; code: string; outcome: string });
  expect(new Map(answers.map(({ line, code }) => [line, code]))).toEqual(due);
  expect(answers).toHaveLength(due.size);
});
