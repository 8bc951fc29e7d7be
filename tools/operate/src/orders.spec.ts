import { readOrder, WrongOrder } from './orders';

describe('an order on the command line', () => {
  it('is a list where nothing else is asked', () => {
    expect(readOrder(['readers', '--by', 'op-1'])).toMatchObject({ subject: 'readers', action: 'list', of: [] });
  });

  it('names what it is about, who asks and how long to wait', () => {
    const args = ['parked', 'resume', 'reactions', 'referral/1', '--by', 'op-1', '--wait', '2', '--directory', '/x'];
    expect(readOrder(args)).toEqual({
      subject: 'parked',
      action: 'resume',
      of: ['reactions', 'referral/1'],
      all: false,
      by: 'op-1',
      directory: '/x',
      waitMs: 2000,
    });
  });

  it('is none when it asks for help, or for nothing', () => {
    expect([readOrder([]), readOrder(['--help']), readOrder(['readers', '--help'])]).toEqual([null, null, null]);
  });

  it.each([
    [['readerz'], /dead-letters, readers, parked/],
    [['readers', '--by', 'a b'], /--by/],
    [['readers', '--wait', 'long'], /--wait/],
    [['readers', '--quickly'], /--quickly/],
  ])('says what is wrong with %j', (args, words) => {
    expect(() => readOrder(args)).toThrow(WrongOrder);
    expect(() => readOrder(args)).toThrow(words);
  });
});
