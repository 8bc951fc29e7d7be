import { nextDelay, usualBackOff } from './back-off';

const next = (previous: number | undefined, uptime: number) => nextDelay(usualBackOff, previous, uptime);

it.each([
  ['begins short', undefined, 0, 250],
  ['doubles', 250, 100, 500],
  ['stops growing', 8_000, 100, 10_000],
  ['begins again after a good life', 8_000, 30_000, 250],
])('%s', (_, previous, uptime, expected) => {
  expect(next(previous, uptime)).toBe(expected);
});
