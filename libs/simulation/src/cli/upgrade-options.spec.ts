import { WrongOption } from './options';
import { oldestToUpgradeFrom, readUpgradeOptions } from './upgrade-options';

it('upgrades from the oldest version that can be, without options', () => {
  expect(readUpgradeOptions([])).toMatchObject({ from: oldestToUpgradeFrom, folder: undefined, daysAfter: 3 });
});

it('takes another version, a folder for it and other days', () => {
  const options = readUpgradeOptions([
    '--from',
    'main',
    '--folder',
    '/tmp/n',
    '--days-before',
    '2',
    '--days-after',
    '5',
  ]);
  expect(options).toMatchObject({ from: 'main', folder: '/tmp/n', daysBefore: 2, daysAfter: 5 });
});

it.each([[['--days-after', 'veel']], [['--providers', '1']], [['--to', 'main']]])('refuses %j', (args) => {
  expect(() => readUpgradeOptions(args)).toThrow(WrongOption);
});
