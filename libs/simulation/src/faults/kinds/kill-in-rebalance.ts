import type { Strike } from '../scene';
import { untilGroupIsWhole } from './group';

/** One availability worker leaves in good order; the other dies while the group divides the topics anew. */
export const killInRebalance: Strike = async ({ which }, { control, processes, broker }) => {
  await untilGroupIsWhole(broker);
  const [leaves, dies] = [`availability-worker-${which}`, `availability-worker-${3 - which}`];
  const left = control.end({ name: leaves });
  try {
    const rebalancing = async () => {
      const { state } = await broker.group();
      return state.endsWith('Rebalance') ? state : null;
    };
    await processes.killAt('the group is being divided', [dies], rebalancing, () => [dies]);
  } finally {
    await left;
    await control.start({ name: leaves });
  }
  await untilGroupIsWhole(broker);
  return 1;
};
