import { refusals, rules, type RefusalCode, type RuleId, type RuleKind } from '@cap/contracts';
import { isTest, isTypeScript, type SourceFile } from '../source-file';
import { testNames } from '../tidy/test-names';

/** Where a rule is kept, and by what it is proved. */
interface Kept {
  readonly rule: RuleId;
  /** Files of the programs that name it. */
  readonly code: readonly string[];
  /** Test files that name it in the name of a test, and how many of their tests do. */
  readonly tests: readonly { readonly path: string; readonly count: number }[];
  readonly errors: readonly RefusalCode[];
}

const kinds: Readonly<Record<RuleKind, string>> = {
  refuse: 'refuse: the command fails with a problem that names the rule',
  flag: 'flag: the fact stands, and somebody is told',
  compute: 'compute: a figure or an order that follows from facts',
  show: 'show: somebody sees it, and only who may',
};

/** Catalogues name every rule, words tell of them, and the simulator and test helpers keep none. */
const keepsNoRule = /^libs\/(contracts|simulation|testing)\/|-words\.ts$|\.(samples|fixture|generated)\.ts$/;
const isProgram = (file: SourceFile): boolean =>
  /^(apps|libs)\/[^/]+\/src\//.test(file.path) && isTypeScript(file) && !isTest(file) && !keepsNoRule.test(file.path);

const named = (rule: RuleId): RegExp => new RegExp(`\\b${rule}\\b`);

/** The rules of `libs/contracts/src/rules.ts`, with what of the repository names them. */
export function keptRules(files: readonly SourceFile[]): Kept[] {
  const programs = files.filter(isProgram);
  const tests = files
    .filter((file) => isTest(file) && !keepsNoRule.test(file.path))
    .map((file) => ({ path: file.path, names: testNames(file) }));
  return (Object.keys(rules) as RuleId[]).map((rule) => ({
    rule,
    code: programs.filter(({ text }) => named(rule).test(text)).map(({ path }) => path),
    tests: tests
      .map(({ path, names }) => ({ path, count: names.filter((name) => named(rule).test(name)).length }))
      .filter(({ count }) => count > 0),
    errors: (Object.keys(refusals) as RefusalCode[]).filter((code) => refusals[code] === rule),
  }));
}

/** What a rule lacks, a sentence each: code and a test that name it, and an error when it refuses. */
export const unprovedRules = (kept: readonly Kept[]): string[] =>
  kept.flatMap(({ rule, code, tests, errors }) => [
    ...(code.length === 0 ? [`${rule}: no code names it. Name it where it is kept.`] : []),
    ...(tests.length === 0 ? [`${rule}: no test has it in its name. Name it in the test that proves it.`] : []),
    ...(rules[rule].kind === 'refuse' && errors.length === 0 && code.length > 0 && !refusesByShape.has(rule)
      ? [`${rule}: it refuses, and no refusal of the catalogue names it.`]
      : []),
  ]);

/** There is no command that could break it, so there is nothing to refuse. */
const refusesByShape = new Set<RuleId>(['CAP-1']);

const link = (path: string): string => `[${path}](../${path})`;
const list = (items: readonly string[]): string => (items.length > 0 ? items.join(', ') : 'none');

const section = ({ rule, code, tests, errors }: Kept): string =>
  [
    `## ${rule}`,
    '',
    rules[rule].asks,
    '',
    `- Kind: ${kinds[rules[rule].kind]}.`,
    `- Code: ${list(code.map(link))}`,
    `- Tests: ${list(tests.map(({ path, count }) => `${link(path)} (${count})`))}`,
    `- Errors: ${list(errors.map((error) => `\`${error}\``))}`,
  ].join('\n');

/** `docs/rules.md` as it should be. */
export const rulesPage = (kept: readonly Kept[]): string =>
  `${[
    '# The rules, and where they are kept',
    '',
    '<!-- Made by `npm run pages` from `libs/contracts/src/rules.ts` and the files that name a rule. Change those, not this one. -->',
    '',
    'Each rule of the region that is built: what it asks, the code that keeps it, the tests that have it in their name (and how many),',
    'and the errors that name it.',
    '',
    kept.map(section).join('\n\n'),
  ].join('\n')}\n`;
