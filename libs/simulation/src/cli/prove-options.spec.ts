import { faultKinds } from '../faults/plan/fault';
import { WrongOption } from './options';
import { readProveOptions } from './prove-options';

it('has every kind of fault without options', () => {
  expect(readProveOptions([])).toMatchObject({ seed: 1, kinds: faultKinds, shrink: true });
});

it('takes the kinds of a smaller plan, and what an outage must see', () => {
  const options = readProveOptions(['--seed', '7', '--plan', 'kill-api,disk-full', '--outage', '50,500,30']);
  expect(options).toMatchObject({
    seed: 7,
    kinds: ['kill-api', 'disk-full'],
    demand: { commands: 50, reports: 500, seconds: 30 },
  });
});

it.each([[['--plan', 'kill-everything']], [['--seed', 'veel']], [['--providers', '1']], [['--outage', 'x']]])(
  'refuses %j',
  (args) => {
    expect(() => readProveOptions(args)).toThrow(WrongOption);
  },
);
