import { randomUUID } from 'node:crypto';
import { readFeed, type Line } from './feed';
import { missing } from './readiness';
import { inWords, type Told } from './told';

const unitId = randomUUID();
const report = { unitId, observedAt: '2028-01-03T09:00:00Z', inOperation: 8, occupied: 6, waitingDays: 3 };
const line = (value: unknown): Line => readFeed(JSON.stringify(value))[0]!;

describe('a feed', () => {
  it('has a report a line; an id is kept or made, empty lines are passed over', () => {
    const id = randomUUID();
    const lines = readFeed(`${JSON.stringify({ id, ...report })}\n\n${JSON.stringify(report)}\n`);
    expect(lines.map(({ number, flaw }) => [number, flaw])).toEqual([
      [1, null],
      [3, null],
    ]);
    expect(lines[0]!.report).toEqual({ id, ...report });
    expect(lines[1]!.report!.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['no JSON', '{', /JSON-object/],
    ['no object', '[1]', /JSON-object/],
    ['an id that is no UUID', JSON.stringify({ id: 'melding-1', ...report }), /UUID/],
    ['a field that is missing', JSON.stringify({ unitId, occupied: 1 }), /inOperation required/],
    ['a field that nobody knows', JSON.stringify({ ...report, bezet: 1 }), /additionalProperties/],
  ])('says why a line cannot be read: %s', (_, text, why) => {
    expect(readFeed(text)[0]).toMatchObject({ report: null, flaw: expect.stringMatching(why) as string });
  });
});

describe('what is missing', () => {
  const unit = { unitId: unitId as never, name: 'De Linde', stale: false };
  const taken: Told = { line: line(report), outcome: 'applied' };

  it('is nothing when each unit is heard of and all is taken', () => {
    expect(missing([taken], [unit])).toEqual([]);
  });

  it.each<[string, Told[], Partial<typeof unit>, RegExp]>([
    ['a feed without reports', [], {}, /geen melding/],
    ['what was refused', [taken, { line: line(report), outcome: 'refused' }], {}, /1 geweigerde melding/],
    ['what cannot be read', [taken, { line: readFeed('{')[0]!, outcome: 'unreadable' }], {}, /1 onleesbare regel/],
    ['a unit that was not heard of', [taken], { unitId: randomUUID() as never }, /De Linde.*CPY-1/],
    ['a unit that is stale', [taken], { stale: true }, /De Linde.*CPY-5/],
    [
      'waiting times',
      [{ line: line({ ...report, waitingDays: undefined }), outcome: 'applied' }],
      {},
      /wachttijd.*CPY-6/,
    ],
  ])('names %s', (_, told, changes, says) => {
    expect(missing(told, [{ ...unit, ...changes }])).toContainEqual(expect.stringMatching(says));
  });
});

it('a line is told with its rule, its code and what to do', () => {
  const told: Told = {
    line: line(report),
    outcome: 'refused',
    rule: 'CPY-2',
    code: 'report-above-agreement',
    message: 'Minder.',
  };
  expect(inWords(told)).toBe('regel     1  geweigerd (CPY-2, report-above-agreement): Minder.');
  expect(inWords({ line: line(report), outcome: 'unchanged' })).toBe('regel     1  geldt nu, zonder verschil');
});
