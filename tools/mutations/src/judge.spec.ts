import { judge, type JestReport } from './judge';

const test = 'a deadline fires once';
const reportOf = (status: string, ...failureMessages: string[]): JestReport => ({
  testResults: [
    {
      message: failureMessages.join('\n'),
      assertionResults: [
        { fullName: 'a deadline is due from its moment on', status: 'pending', failureMessages: [] },
        { fullName: test, status, failureMessages },
      ],
    },
  ],
});

const byExpect =
  'Error: \u001b[2mexpect(\u001b[22m\u001b[31mreceived\u001b[39m).toBe(false)\n    at Object.<anonymous>';
const byProperty = 'Error: Property failed after 3 tests\n{ seed: 1 }\nCounterexample: []';
const byLimit = 'Error: thrown: "Exceeded timeout of 60000 ms for a test.\nAdd a timeout value to this test';
const byPatience = 'Error: Not within 10000 ms: the change. The probe gave false.\n    at eventually';
const byPatienceOverAssertion =
  'Error: Not within 10000 ms: the change. The probe threw JestAssertionError: expect(received).toBe(1).';
const byDatabase = 'QueryFailedError: relation "event" does not exist\n    at PostgresQueryRunner.query';
const byHook = 'Error: thrown: "Exceeded timeout of 60000 ms for a hook.';

describe('how the named test of a mutant ended', () => {
  it('passed: the mutant survives', () => {
    expect(judge(reportOf('passed'), test)).toEqual({ end: 'passed' });
  });

  it.each([
    ['expect', byExpect, 'expect(received).toBe(false)'],
    ['expect with a class before it', 'JestAssertionError: expect(received).rejects', 'rejects'],
    ['a falsified property', byProperty, 'Property failed after 3 tests'],
    ['node:assert, as Jest tells it', 'assert.fail(received, expected)\n\nMessage:\n  no', 'assert.fail'],
    ['node:assert', 'AssertionError [ERR_ASSERTION]: 1 == 2', '1 == 2'],
  ])('failed by an assertion: %s', (_, message, why) => {
    expect(judge(reportOf('failed', message), test)).toEqual({
      end: 'failed-by-assertion',
      why: expect.stringContaining(why),
    });
  });

  it.each([
    ["Jest's limit", byLimit],
    ['a hook that waits', byHook],
    ['a state that never came', byPatience],
    ['a state that never came, whose probe asserts', byPatienceOverAssertion],
  ])('timed out: %s', (_, message) => {
    expect(judge(reportOf('failed', message), test)).toMatchObject({ end: 'timed-out' });
  });

  it.each([
    ['a thrown error', [byDatabase]],
    ['a thrown error that mentions an assertion', ['TypeError: cannot read expect(received)']],
    ['an assertion, and an error in a hook after it', [byExpect, byDatabase]],
    ['no reason at all', []],
  ])('crashed: %s', (_, messages) => {
    expect(judge(reportOf('failed', ...messages), test)).toMatchObject({ end: 'crashed' });
  });

  it('an assertion and a time-out together count as a time-out', () => {
    expect(judge(reportOf('failed', byExpect, byHook), test)).toMatchObject({ end: 'timed-out' });
  });

  it('crashed when the file could not be run, with the reason', () => {
    const message = '  ● Test suite failed to run\n\n    SyntaxError: Unexpected token\n';
    expect(judge({ testResults: [{ message, assertionResults: [] }] }, test)).toEqual({
      end: 'crashed',
      why: 'SyntaxError: Unexpected token',
    });
  });

  it.each(['a deadline', 'a deadline fires once and more'])('did not run under another name: %s', (name) => {
    expect(judge(reportOf('passed'), name)).toEqual({ end: 'not-run' });
  });

  it('did not run when it was skipped', () => {
    expect(judge(reportOf('pending'), test)).toEqual({ end: 'not-run' });
  });
});
