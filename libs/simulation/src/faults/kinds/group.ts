import type { BrokerLook } from '../look/broker-look';
import { until } from '../until';

/** Waits until both availability workers are in their group, and gives its members. */
export const untilGroupIsWhole = (broker: BrokerLook): Promise<readonly string[]> =>
  until('both availability workers are in their group', async () => {
    const { state, members } = await broker.group();
    return state === 'Stable' && members.length === 2 ? members : null;
  });
