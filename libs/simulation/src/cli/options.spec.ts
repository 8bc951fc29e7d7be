import { readOptions, WrongOption } from './options';

it('has a sensible run without options', () => {
  expect(readOptions([])).toEqual({
    ...{ seed: 1, days: 30, minutes: Infinity, start: '2028-01-03', rate: 12, faults: 0.1 },
    ...{ against: [], kafka: false, brokers: [], plan: [], help: false },
  });
});

it('takes several addresses, and brokers from the environment', () => {
  const options = readOptions(['--against', 'http://a:1/,http://b:2', '--kafka'], { KAFKA_BROKERS: 'k:9' });
  expect(options).toMatchObject({ against: ['http://a:1', 'http://b:2'], kafka: true, brokers: ['k:9'] });
});

it.each([
  [['--days', '0']],
  [['--minutes', '0']],
  [['--seed', '1.5']],
  [['--faults', '2']],
  [['--rate', 'veel']],
  [['--start', '2028-02-30']],
  [['--onbekend']],
  [['--plan', 'kill-everything']],
  [['--plan', 'alle', '--against', 'http://a:1']],
])('refuses %j', (args) => {
  expect(() => readOptions(args)).toThrow(WrongOption);
});
