import type { Check, SourceFile } from '../source-file';
import { indexFiles } from './index-files';
import { noLeftOvers } from './left-overs';
import { lengths } from './lengths';
import { noPathOfThisMachine, noRegistryAddress } from './places';
import { testNamesOnce } from './test-names';
import { noUnusedFiles } from './unused-files';

const found = (check: Check, files: Record<string, string>): string[] =>
  check(Object.entries(files).map(([path, text]): SourceFile => ({ path, text })));
const lines = (count: number): string => 'x\n'.repeat(count);

describe('tidy: lengths', () => {
  it('a file has at most 300 lines, a test 400', () => {
    expect(found(lengths, { 'libs/a/src/a.ts': lines(300), 'libs/a/src/a.spec.ts': lines(400) })).toEqual([]);
    expect(found(lengths, { 'libs/a/src/a.ts': lines(301), 'tools/a.mjs': lines(301) })).toHaveLength(2);
    expect(found(lengths, { 'libs/a/src/a.spec.ts': lines(401) })).toEqual([expect.stringContaining('401 lines')]);
    expect(found(lengths, { 'README.md': lines(1000), 'libs/a/src/a.generated.ts': lines(1000) })).toEqual([]);
  });
});

describe('tidy: left-overs', () => {
  it.each([
    `it.${'only'}('a')`,
    `describe.${'skip'}('a')`,
    `it.each.${'only'}([])`,
    `${'x'}it('a')`,
    `test.${'todo'}('a')`,
  ])('no test runs alone or not at all: %s', (text) => {
    expect(found(noLeftOvers, { 'libs/a/src/a.spec.ts': `\n${text}` })).toEqual([
      expect.stringContaining('libs/a/src/a.spec.ts:2 '),
    ]);
  });

  it.each(['// TO' + 'DO later', '/* FIX' + 'ME */', '// eslint-dis' + 'able-next-line', '// @ts-' + 'ignore'])(
    'nothing is left to do, and no check is turned off: %s',
    (text) => {
      expect(found(noLeftOvers, { 'libs/a/src/a.ts': text })).toHaveLength(1);
    },
  );

  it('words that only look like it are left alone', () => {
    const text = `page.skip(3); const todo = readOnly.only; exit(1); outfit(x);`;
    expect(found(noLeftOvers, { 'libs/a/src/a.ts': text })).toEqual([]);
  });
});

describe('tidy: places', () => {
  it('the lockfile names no registry', () => {
    expect(found(noRegistryAddress, { 'package-lock.json': '{ "resolved": "libs/a", "link": true }' })).toEqual([]);
    const text = '{\n"resolved": "https://registry.example/a.tgz" }';
    expect(found(noRegistryAddress, { 'package-lock.json': text })).toEqual([
      expect.stringMatching(/^package-lock\.json:2 /),
    ]);
  });

  it('no path of one machine', () => {
    const path = `/${'home'}/somebody`;
    expect(found(noPathOfThisMachine, { 'docs/a.md': `See ${path}/x.` })).toEqual([expect.stringContaining(path)]);
    const elsewhere = [`https://a.example${path}`, `.${path}`, `a${path}`, `a/${'root'}/b`];
    expect(found(noPathOfThisMachine, { 'docs/a.md': `See ${elsewhere.join(', ')}.` })).toEqual([]);
  });
});

describe('tidy: index files', () => {
  it('one a library, with names', () => {
    const text = `/** Offers. */\nexport { a } from './a';\nexport type { B } from './b';\n`;
    expect(found(indexFiles, { 'libs/a/src/index.ts': text })).toEqual([]);
  });

  it.each([
    ['libs/a/src/b/index.ts', `export { a } from './a';`],
    ['apps/a/src/index.ts', `export { a } from './a';`],
    ['libs/a/src/index.ts', `export * from './a';`],
    ['libs/a/src/index.ts', `export type * from './a';`],
    ['libs/a/src/index.ts', `export const a = 1;`],
    ['libs/a/src/b.ts', `export * from './a';`],
  ])('%s: %s', (path, text) => {
    expect(found(indexFiles, { [path]: text })).toHaveLength(1);
  });
});

describe('tidy: names of tests', () => {
  it('a name stands once in its group', () => {
    const text = `describe('a', () => { it('x', f); it('y', f); }); describe('b', () => { it('x', f); });`;
    expect(found(testNamesOnce, { 'libs/a/src/a.spec.ts': text })).toEqual([]);
  });

  it.each([
    `describe('a', () => { it('x', f); it('x', f); });`,
    `it('a x', f); describe('a', () => { it.each([1])('x', f); });`,
    'it(`x`, f); test("x", f);',
  ])('twice is an error: %s', (text) => {
    expect(found(testNamesOnce, { 'libs/a/src/a.spec.ts': text })).toEqual([expect.stringContaining('two tests')]);
  });
});

describe('tidy: files that no one imports', () => {
  const files = {
    'apps/a/src/main.ts': `import { b } from './b'; import type { L } from '@cap/l';`,
    'apps/a/src/b.ts': `export const b = () => import('./lazy.js');`,
    'apps/a/src/lazy.ts': '',
    'libs/l/src/index.ts': `export { l } from './l';`,
    'libs/l/src/l.ts': '',
    'libs/l/src/l.spec.ts': `import { f } from './l.fixture';`,
    'libs/l/src/l.fixture.ts': '',
    'libs/l/src/print-cli.ts': '',
    'libs/l/src/run/start.ts': '',
    'tools/set-up.mjs': `compiled('./run/start')`,
  };

  it('everything is led to by a program, a test or a script', () => {
    expect(found(noUnusedFiles, files)).toEqual([]);
  });

  it('a file that nothing leads to is an error, also when two of them import each other', () => {
    const more = { 'libs/l/src/x.ts': `import './y';`, 'libs/l/src/y.ts': `import './x';` };
    expect(found(noUnusedFiles, { ...files, ...more })).toEqual([
      expect.stringMatching(/x\.ts is imported by no one/),
      expect.stringMatching(/y\.ts is imported by no one/),
    ]);
  });

  it('a file of a program that only tests lead to is an error', () => {
    const more = { 'libs/l/src/x.spec.ts': `import { x } from './x';`, 'libs/l/src/x.ts': '' };
    expect(found(noUnusedFiles, { ...files, ...more })).toEqual([
      expect.stringMatching(/x\.ts is imported by tests only/),
    ]);
  });
});
