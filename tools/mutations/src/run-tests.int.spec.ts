import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch, whyNotApplicable } from './patch';
import { runTests } from './run-tests';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cap-run-tests-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = 'tests.spec.js';
const tests = `
const fc = require('fast-check');
describe('a thing (of all)', () => {
  it('holds', () => expect(1).toBe(1));
  it('does not hold', () => expect(1).toBe(2));
  it('does not hold for all', () => fc.assert(fc.property(fc.nat(), (n) => n < 10)));
  it('is not as asserted', () => require('node:assert').equal(1, 2));
  it('is waited for', () => new Promise(() => undefined), 50);
  it('falls over', () => null.length);
  it('rejects in vain', () => expect(Promise.resolve(1)).rejects.toThrow());
});
`;

describe("how Jest's own report of a test is read", () => {
  const endsOf = async (names: readonly string[]) => {
    symlinkSync(join(__dirname, '../../../node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'jest.config.json'), '{}');
    writeFileSync(join(folder, file), tests);
    const named = names.map((test) => ({ jest: 'jest.config.json', file, test }));
    return (await runTests(folder, named)).map(({ end }) => end);
  };
  const of = (name: string): string => `a thing (of all) ${name}`;

  it('tells a passing test, an assertion, a time-out, a crash and a name that is not there apart', async () => {
    const expected = {
      holds: 'passed',
      'does not hold': 'failed-by-assertion',
      'does not hold for all': 'failed-by-assertion',
      'is not as asserted': 'failed-by-assertion',
      'rejects in vain': 'failed-by-assertion',
      'is waited for': 'timed-out',
      'falls over': 'crashed',
      hol: 'not-run',
    };
    expect(await endsOf(Object.keys(expected).map(of))).toEqual(Object.values(expected));
  });

  it('runs none but the named tests', async () => {
    expect(await endsOf([of('holds')])).toEqual(['passed']);
  });
});

describe('a patch', () => {
  const patch = `Why.\n\n--- a/libs/a.ts\n+++ b/libs/a.ts\n@@ -1,2 +1,1 @@\n-guard();\n act();\n`;
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);

  it('is applied to a folder and taken back', async () => {
    const path = join(folder, 'a.patch');
    write('a.patch', patch.replaceAll('libs/a.ts', 'a.ts'));
    write('a.ts', 'guard();\nact();\n');
    expect(await whyNotApplicable(folder, path)).toBeNull();
    await applyPatch(folder, path);
    expect(await whyNotApplicable(folder, path)).toMatch(/patch does not apply|patch failed/);
    await applyPatch(folder, path, { reverse: true });
    expect(await whyNotApplicable(folder, path)).toBeNull();
  });

  it('does not apply where the file is not there', async () => {
    write('a.patch', patch);
    expect(await whyNotApplicable(folder, join(folder, 'a.patch'))).toMatch(/No such file/);
    await expect(applyPatch(folder, join(folder, 'a.patch'))).rejects.toThrow('git apply failed');
  });
});
