import type { Check, SourceFile } from '../source-file';
import { errorsPage } from './errors-page';
import { pathsExist, quotesHold } from './quotes';
import { keptRules, rulesPage, unprovedRules } from './rules-page';

const asFiles = (files: Record<string, string>): SourceFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));
const found = (check: Check, files: Record<string, string>): string[] => check(asFiles(files));

describe('quotes in pages', () => {
  const source = 'libs/a/src/a.ts';
  const page = (...lines: string[]) => `Look:\n\n\`\`\`ts ${source}\n${lines.join('\n')}\n\`\`\`\n`;
  const files = (quote: string) => ({ 'docs/a.md': quote, [source]: 'function a() {\n  one();\n  two();\n}\n' });

  it('are lines of the file that they name, in their order, with remarks beside them', () => {
    expect(found(quotesHold, files(page('one();   // the first', '…', 'two();')))).toEqual([]);
  });

  it.each([
    ['a line that is not there', page('three();')],
    ['another order', page('two();', 'one();')],
    ['a file that is not there', page('one();').replace(source, 'libs/b.ts')],
    ['no file', page('one();').replace(` ${source}`, '')],
  ])('say so when they quote %s', (_, quote) => {
    expect(found(quotesHold, files(quote))).toEqual([expect.stringContaining('docs/a.md')]);
  });
});

it('what a page names must be there', () => {
  const page = 'See `libs/a/src`, `libs/a/src/a.ts` and `libs/b`; `node libs/a/dist/x.js`.';
  expect(found(pathsExist, { 'docs/a.md': page, 'libs/a/src/a.ts': '' })).toEqual([
    'docs/a.md names libs/b, which is not there.',
  ]);
});

describe('the page of the errors', () => {
  const problem = (...codes: string[]) => ({
    content: { 'application/problem+json': { schema: { properties: { code: { enum: codes } } } } },
  });
  const paths = {
    '/a': { get: { responses: { 409: problem('no-free-place'), 500: { $ref: '#/components/responses/Problem500' } } } },
    '/b': { post: { responses: { 500: { $ref: '#/components/responses/Problem500' } } } },
  };
  const api = { paths, components: { responses: { Problem500: problem('internal-error') } } };
  const page = errorsPage(asFiles({ 'docs/api/openapi.json': JSON.stringify(api) }));
  const sectionOf = (code: string) => page.split('### ').find((section) => section.startsWith(`${code}\n`));

  it('tells of a code its status, its rule, what to do in both languages, and where it occurs', () => {
    const section = sectionOf('no-free-place');
    expect(section).toContain('- Status: 409');
    expect(section).toContain('[PRP-1](rules.md#prp-1)');
    expect(section).toContain('- Dutch: Er is geen vrije plek in deze groep. Kies een andere kandidaat.');
    expect(section).toContain('- English: There is no free place in this unit. Choose another candidate.');
    expect(section).toContain('- Operations: `GET /a`\n');
  });

  it('says so when a code occurs in every operation, in none, or in the answer to each report', () => {
    expect(sectionOf('internal-error')).toContain('- Operations: every operation');
    expect(sectionOf('route-unknown')).toContain('- Operations: none');
    expect(sectionOf('report-id-reused')).toContain('- Operations: `POST /availability-reports`');
  });

  it('cannot be made without the document of the API', () => {
    expect(() => errorsPage([])).toThrow('npm run openapi');
  });
});

describe('the page of the rules', () => {
  const code = { 'libs/domain/src/a.ts': '/** PRP-1: one place. */' };
  const test = {
    'libs/domain/src/a.spec.ts': "it('PRP-1: once', () => undefined); it('PRP-10: not this', () => undefined);",
  };
  const lacks = (files: Record<string, string>) =>
    unprovedRules(keptRules(asFiles(files))).filter((problem) => problem.startsWith('PRP-1:'));

  it('names the code that names a rule, the tests that have it in their name, and its errors', () => {
    const page = rulesPage(keptRules(asFiles({ ...code, ...test })));
    const section = page.slice(page.indexOf('## PRP-1'), page.indexOf('## PRP-2'));
    expect(section).toContain('[libs/domain/src/a.ts](../libs/domain/src/a.ts)');
    expect(section).toContain('[libs/domain/src/a.spec.ts](../libs/domain/src/a.spec.ts) (1)');
    expect(section).toContain('`no-free-place`');
  });

  it.each([
    ['code', test],
    ['a test', code],
    ['code', { ...test, 'libs/simulation/src/a.ts': '// PRP-1' }],
  ])('misses %s that names a rule', (_, files) => {
    expect(lacks({ ...code, ...test })).toEqual([]);
    expect(lacks(files)).toHaveLength(1);
  });
});
