import { stripVTControlCharacters } from 'node:util';

/** The part of Jest's JSON that tells how a test ended. */
export interface JestReport {
  readonly testResults: readonly {
    /** Why the file could not be run, or what its hooks threw; else the failures of its tests again. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** How one named test ended. Only `failed-by-assertion` shows that the test guards something. */
export type TestEnd =
  | { readonly end: 'passed' }
  | { readonly end: 'not-run' }
  | { readonly end: 'failed-by-assertion' | 'timed-out' | 'crashed'; readonly why: string };

/**
 * Reads from Jest's report how a test ended. An assertion is one of `expect`, of node:assert, or a property that
 * fast-check falsified. A test that waits in vain (`eventually`, or Jest's own limit) timed out: it might have failed for
 * any reason. Anything else that was thrown is a crash, also when it comes on top of an assertion.
 */
export function judge({ testResults }: JestReport, test: string): TestEnd {
  const found = testResults.flatMap((file) => file.assertionResults).filter(({ fullName }) => fullName === test);
  const failed = found.filter(({ status }) => status === 'failed');
  if (failed.length > 0) return worst(failed.flatMap(({ failureMessages }) => failureMessages ?? []).map(judgeFailure));
  if (found.some(({ status }) => status === 'passed')) return { end: 'passed' };
  const unrun = testResults.find((file) => file.assertionResults.length === 0 && file.message !== '');
  return unrun ? { end: 'crashed', why: firstLine(unrun.message) } : { end: 'not-run' };
}

type Failure = Extract<TestEnd, { why: string }>;

/** Of several failures of one test the one that says least about the guarantee. */
function worst(failures: readonly Failure[]): TestEnd {
  for (const end of ['crashed', 'timed-out', 'failed-by-assertion'] as const) {
    const one = failures.find((failure) => failure.end === end);
    if (one) return one;
  }
  return { end: 'crashed', why: 'It failed and did not say why.' };
}

const timeOut = /Exceeded timeout of \d+ ms|^(\w*Error: )?Not within \d+ ms: /m;
const assertion = /^((\w*Error: )?(expect|assert(\.\w+)?)\(|AssertionError|(Error: )?Property failed after \d+ tests)/;

function judgeFailure(message: string): Failure {
  const text = stripVTControlCharacters(message).trim();
  const why = firstLine(text);
  if (timeOut.test(text)) return { end: 'timed-out', why };
  return { end: assertion.test(text) ? 'failed-by-assertion' : 'crashed', why };
}

const firstLine = (text: string): string =>
  stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('●')) ?? '';
