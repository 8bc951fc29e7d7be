import type { Strike } from '../scene';
import { until } from '../until';
import { untilAnswers } from './addresses';
import { untilGroupIsWhole } from './group';

/** Another process takes its place, and answers. */
export const killApi: Strike = async ({ which }, { processes, world }) => {
  await processes.kill(`cap-api-${which}`);
  await untilAnswers(world, which);
  return 1;
};

/** The group takes the dead one's topics over, and takes the new one in. */
export const killAvailabilityWorker: Strike = async ({ which }, { processes, broker }) => {
  const before = await untilGroupIsWhole(broker);
  await processes.kill(`availability-worker-${which}`);
  await until('the group takes a new member in', async () => {
    const { state, members } = await broker.group();
    return state === 'Stable' && members.length === 2 && members.some((member) => !before.includes(member));
  });
  return 1;
};

/** Another process takes its place, and is in the register. */
export const killCapWorker: Strike = async ({ which }, { processes, database }) => {
  const before = await database.now();
  const pid = await processes.kill(`cap-worker-${which}`);
  await until('the new cap-worker is at work', () => database.hasSeen(pid, before));
  return 1;
};
