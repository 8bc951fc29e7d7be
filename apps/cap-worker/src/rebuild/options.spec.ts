import { readModels } from '@cap/read-models';
import { readOptions, WrongOption } from './options';

const namesOf = (...args: string[]) => readOptions(args)?.map(({ name }) => name);

describe('the command line of a rebuild', () => {
  it('names read models, or all of them', () => {
    expect(namesOf('stay-list', 'referral-list')).toEqual(['referral-list', 'stay-list']);
    expect(namesOf('--all')).toEqual(readModels.map(({ name }) => name));
    expect(readOptions(['--help'])).toBeNull();
  });

  it.each([[[]], [['bed-list']], [['--all', 'stay-list']], [['--fast']]])('is told what can be asked by %j', (args) => {
    expect(() => readOptions(args)).toThrow(WrongOption);
    expect(() => readOptions(args)).toThrow(/referral-list/);
  });
});
