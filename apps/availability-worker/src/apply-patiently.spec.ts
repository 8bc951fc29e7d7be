import { QueryFailedError } from 'typeorm';
import { applyPatiently, pauses } from './apply-patiently';

const failure = (code: string): Error =>
  new QueryFailedError('select', [], Object.assign(new Error('failed'), { code }));
const deadlock = failure('40P01');
const lostConnection = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
const missingTable = failure('42P01');
const outOfRange = failure('22003');
const bug = new TypeError('undefined');

/** Applies batches as told: throws `error` while `fails` says so, and counts the tries. */
function applier(fails: (batch: readonly number[], attempt: number) => boolean, error: Error) {
  const tries: number[][] = [];
  const paused: number[] = [];
  const run = (reports: number[]) =>
    applyPatiently(
      reports,
      (batch) => {
        tries.push([...batch]);
        return fails(batch, tries.length)
          ? Promise.reject(error)
          : Promise.resolve(batch.map((report) => `did ${report}`));
      },
      (ms) => {
        paused.push(ms);
        return Promise.resolve();
      },
    );
  return { tries, paused, run };
}

describe('a batch of reports', () => {
  it('is applied at once, and gives what became of each in order', async () => {
    const { run, tries } = applier(() => false, bug);
    expect(await run([1, 2])).toEqual([{ outcome: 'did 1' }, { outcome: 'did 2' }]);
    expect(tries).toEqual([[1, 2]]);
  });

  it.each([deadlock, lostConnection])('is tried again after a failure that passes', async (error) => {
    const { run, paused } = applier((_batch, attempt) => attempt <= 2, error);
    expect(await run([1, 2])).toHaveLength(2);
    expect(paused).toEqual(pauses.slice(0, 2));
  });

  it.each([deadlock, lostConnection, missingTable])(
    'is given up, and nothing put aside, when the database goes on failing',
    async (error) => {
      const { run, tries } = applier(() => true, error);
      await expect(run([1, 2])).rejects.toBe(error);
      expect(tries).toEqual(Array(pauses.length + 1).fill([1, 2]));
    },
  );

  it.each([outOfRange, bug])(
    'is applied one by one when one of its reports cannot be handled, and the others stand',
    async (error) => {
      const { run } = applier((batch) => batch.includes(2), error);
      expect(await run([1, 2, 3])).toEqual([{ outcome: 'did 1' }, { failed: error }, { outcome: 'did 3' }]);
    },
  );

  it('is given up when the database fails while it is applied one by one', async () => {
    let calls = 0;
    const applied = applyPatiently(
      [1, 2],
      () => Promise.reject(++calls <= 2 ? bug : lostConnection),
      () => Promise.resolve(),
    );
    await expect(applied).rejects.toBe(lostConnection);
  });
});
