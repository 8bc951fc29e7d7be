import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './child';
import { judge, type JestReport, type TestEnd } from './judge';
import type { Mutant } from './mutant';

type NamedTest = Pick<Mutant, 'jest' | 'file' | 'test'>;

const limitMs = 240_000;

/** Runs these tests of one Jest configuration in a copy of the repository, and tells how each ended. */
export async function runTests(folder: string, tests: readonly NamedTest[]): Promise<TestEnd[]> {
  const result = join(folder, 'jest-result.json');
  rmSync(result, { force: true });
  const names = [...new Set(tests.map(({ test }) => escapeForRegExp(test)))];
  const { output, tooLong } = await node(
    [
      'node_modules/jest/bin/jest.js',
      ...['-c', tests[0]!.jest, '-t', `^(${names.join('|')})$`],
      ...['--json', '--outputFile', result, '--cacheDirectory', join(folder, '.jest-cache')],
      ...new Set(tests.map(({ file }) => file)),
    ],
    { cwd: folder, env: { CI: 'true', FORCE_COLOR: '0', NX_DAEMON: 'false' }, limitMs },
  );
  const report = readReport(result);
  return tests.map(({ test }) => {
    if (report) return judge(report, test);
    return tooLong
      ? { end: 'timed-out', why: `Jest did not end within ${limitMs / 1000} s.` }
      : { end: 'crashed', why: `Jest wrote no result: ${errorLine(output)}` };
  });
}

function readReport(path: string): JestReport | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JestReport;
  } catch {
    return null;
  }
}

const escapeForRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const errorLine = (text: string): string => {
  const lines = text.trim().split('\n');
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? '').trim();
};
