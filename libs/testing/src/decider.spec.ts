import { refuse } from '@cap/contracts';
import { decider } from './decider';

type Event = { type: 'Added'; by: number };
const counter = decider<number, Event>(0, (state, { by }) => state + by);
const added = (by: number): Event => ({ type: 'Added', by });
const add = (by: number) => (state: number) =>
  state + by > 3 ? refuse('no-free-place', { free: 3 - state }) : [added(by)];

it('decides on the state that the history leads to', () => {
  const given = counter.given(added(1), added(1));
  expect(given.state).toBe(2);
  given.when(add(1)).thenEvents([added(1)]);
  given.when(add(2)).thenRefused('PRP-1', 'no-free-place', { free: 1 });
});

it.each([
  [
    'other events',
    () =>
      counter
        .given()
        .when(add(1))
        .thenEvents([added(2)]),
  ],
  [
    'events where a refusal came',
    () =>
      counter
        .given()
        .when(add(4))
        .thenEvents([added(4)]),
  ],
  ['a refusal where events came', () => counter.given().when(add(1)).thenRefused('PRP-1', 'no-free-place')],
  ['another refusal', () => counter.given().when(add(4)).thenRefused('PRP-2', 'proposal-expired')],
  ['other values', () => counter.given().when(add(4)).thenRefused('PRP-1', 'no-free-place', { free: 9 })],
])('fails when the test expects %s', (_, test) => {
  expect(test).toThrow();
});
