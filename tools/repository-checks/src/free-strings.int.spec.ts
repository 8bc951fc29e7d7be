import { join } from 'node:path';
import * as ts from 'typescript';
import { compile } from './compile.fixture';

const root = join(__dirname, '../../..');
const events = join(root, 'libs/events/src/internal');

const eventWith = (fields: string): string => `
  import type { Instant, LocalDate, UnitId } from '@cap/contracts';
  import type { NoFreeString } from './no-free-string';
  type Offender = { type: 'Offended'; data: { ${fields} } } | { type: 'Fine'; data: { unitId: UnitId } };
  export const checked: NoFreeString<Offender> = { Offended: true, Fine: true };
  export type Used = [Instant, LocalDate];`;

/** What the compiler says of one event for each of these lists of fields. */
function complaintsAbout(lists: readonly string[]): Map<string, string[]> {
  const files = new Map(lists.map((fields, index) => [join(events, `offending-event-${index}.ts`), eventWith(fields)]));
  const complaints = compile([...files.keys()], files);
  return new Map(lists.map((fields, index) => [fields, complaints[index]!]));
}

const free = [
  ['a string', 'note: string'],
  ['beside fields that may be', 'unitId: UnitId; note: string; at: Instant'],
  ['readonly', 'readonly note: string'],
  ['optional', 'note?: string'],
  ['or null', 'note: string | null'],
  ['or a number', 'note: string | number'],
  ['in a list', 'note: readonly string[]'],
  ['in an object', 'note: { of: { words: string } }'],
  ['in a list of objects', 'note: readonly { words: string }[]'],
  ['in an object in a list in an object', 'note: { all: { words: string | null }[] } | null'],
  ['in a pair', 'note: readonly [number, string]'],
  ['under any key', 'note: Record<string, string>'],
  ['under known keys', "note: Partial<Record<'a' | 'b', string>>"],
  ['a pattern that takes any text', 'note: `about ${string}`'],
  ['anything', 'note: unknown'],
  ['any', 'note: any'],
  ['any object', 'note: object'],
] as const;

const notFree = [
  'unitId: UnitId; other: UnitId | null',
  'at: Instant; on: LocalDate; until?: LocalDate',
  'count: number; sure: boolean; nothing: null',
  "kind: 'hand' | 'system'; kinds: readonly ('a' | 'b')[]",
  'units: readonly { unitId: UnitId; places: number }[]',
  'per: Readonly<Record<UnitId, number>>',
] as const;

describe('a free string in an event fails the build, and the error names event and field', () => {
  let complaints: Map<string, string[]>;
  beforeAll(() => (complaints = complaintsAbout([...free.map(([, fields]) => fields), ...notFree])));

  it.each(free)('%s: { %s }', (_, fields) => {
    expect(complaints.get(fields)).toEqual([expect.stringContaining('A free string in an event')]);
    expect(complaints.get(fields)![0]).toContain('event: "Offended"');
    expect(complaints.get(fields)![0]).toContain('fields: "note"');
  });

  it.each(notFree)('is not an error: { %s }', (fields) => {
    expect(complaints.get(fields)).toEqual([]);
  });
});

describe('the events of the CAP', () => {
  const all = join(events, 'event.ts');

  it('hold no free string', () => {
    expect(compile([all], new Map())).toEqual([[]]);
  });

  it('are all looked at: a field more in one of them breaks the build', () => {
    const path = join(events, 'referral-events.ts');
    const text = ts.sys.readFile(path)!;
    const changed = text.replace(/(type: 'ReferralWithdrawn'[^}]*data: \{)/, '$1 remark: string;');
    expect(changed).not.toBe(text);
    const [[complaint]] = compile([all], new Map([[path, changed]])) as [[string]];
    expect(complaint).toContain('event: "ReferralWithdrawn"');
    expect(complaint).toContain('fields: "remark"');
  });
});
