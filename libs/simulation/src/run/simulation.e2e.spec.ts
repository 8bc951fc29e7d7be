import { asLocalDate } from '@cap/contracts';
import { verdictOn } from '../audit/verdict';
import { CapApi } from '../client/api';
import { adoptInstance, InstanceRefused } from '../instance/adopt';
import { startOwnInstance } from '../instance/own-instance';
import { inventRegion } from '../region/invent-region';
import { partOfRegion } from '../region/part-of-region';
import { digestOf } from './digest';
import { simulate } from './simulation';

jest.setTimeout(420_000);

const start = asLocalDate('2028-01-03');
const region = (seed: number) => partOfRegion(inventRegion(seed, start), 3);

/** Two days of a part of the region, on an instance of its own. `after` looks at the instance when the run is over. */
async function run(after: (api: CapApi) => Promise<void> = () => Promise.resolve()) {
  const instance = await startOwnInstance({ kafka: false, apis: 2 }, () => undefined);
  try {
    const api = new CapApi(instance.apis);
    const script = { start, days: 2, rate: 18, faults: 0 };
    const adopted = await adoptInstance(api, region(11), start);
    const history = await simulate(script, { api, region: region(11), onDay: () => undefined }, adopted);
    await after(api);
    return { digest: digestOf(history), verdict: verdictOn(history) };
  } finally {
    await instance.stop();
  }
}

const wrong = ({ verdict }: Awaited<ReturnType<typeof run>>) =>
  verdict.checks.flatMap(({ name, saw, violations }) => (saw === 0 ? [`${name} saw nothing`] : violations));

it('the same seed without faults gives the same decisions on two instances, and both verdicts are clean', async () => {
  const first = await run();
  const second = await run(async (api) => {
    await expect(adoptInstance(api, region(11), start)).rejects.toThrow(InstanceRefused);
    await expect(adoptInstance(api, region(12), start)).rejects.toThrow(/zaad 11/);
  });
  expect([...wrong(first), ...wrong(second)]).toEqual([]);
  expect(second.digest).toBe(first.digest);
});
