import { referralNumber } from '@cap/domain';
import { ProblemError } from '../edge/problem';
import { sequenceIn } from './number';

describe('a number of a referral in a query', () => {
  it.each([
    referralNumber(17),
    ` ${referralNumber(17).toLowerCase()} `,
    `${referralNumber(17).slice(0, 4)} ${referralNumber(17).slice(4)}`,
  ])('%j leads to its referral', (typed) => expect(sequenceIn(typed)).toBe(17));

  it.each(['A-M6Y7X', 'A-6MY7Y', 'Kanarie', ''])('%j is a problem that says so, and does not repeat it', (typed) => {
    let thrown: unknown;
    try {
      sequenceIn(typed);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ProblemError);
    const problem = (thrown as ProblemError).toProblem('nl');
    expect(problem).toMatchObject({ status: 400, code: 'number-unreadable', title: 'Dit aanmeldnummer klopt niet' });
    if (typed !== '') expect(JSON.stringify(problem)).not.toContain(typed);
  });
});
