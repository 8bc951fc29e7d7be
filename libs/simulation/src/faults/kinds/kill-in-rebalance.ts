import type { Strike } from '../scene';
import { until } from '../until';
import { untilGroupIsWhole } from './group';

/**
 * One availability worker leaves in good order; the other dies while the group divides the topics anew. It stands still first:
 * the group waits for its answer, so that the moment does not pass.
 */
export const killInRebalance: Strike = async ({ which }, { control, processes, broker }) => {
  await untilGroupIsWhole(broker);
  const [leaves, dies] = [`availability-worker-${which}`, `availability-worker-${3 - which}`];
  try {
    await processes.frozen([dies], async () => {
      await control.end({ name: leaves });
      await until('the group is being divided', async () => (await broker.group()).state.endsWith('Rebalance'));
      await processes.kill(dies);
    });
  } finally {
    await control.start({ name: leaves });
  }
  await untilGroupIsWhole(broker);
  return 1;
};
