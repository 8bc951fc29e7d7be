import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

interface Holder {
  readonly name: string;
  readonly pid: number;
  readonly processId: string;
}

const holderNow = ({ database, processes }: FaultMeans, lease: string): Promise<Holder> =>
  until(`a process of ours holds the lease ${lease}`, async () => {
    const holder = await database.holderOf(lease);
    const name = holder && (await processes.nameOf(holder.pid));
    return holder && name ? { ...holder, name } : null;
  });

const untilMoved = ({ database }: FaultMeans, lease: string, from: Holder): Promise<boolean> =>
  until(`the lease ${lease} goes to another process`, async () => {
    const now = await database.holderOf(lease);
    return now !== null && now.processId !== from.processId;
  });

/** kill -9 of the process that has a role under a lease: the role goes to another. */
export const killHolderOf =
  (lease: string): Strike =>
  async (_, means) => {
    const holder = await holderNow(means, lease);
    await means.processes.kill(holder.name);
    await untilMoved(means, lease, holder);
    return 1;
  };

/** The same, stopped and woken again: it finds that it has lost the lease, and lives on. */
export const freezeHolderOf =
  (lease: string): Strike =>
  async (_, means) => {
    const holder = await holderNow(means, lease);
    await means.processes.frozen([holder.name], () => untilMoved(means, lease, holder));
    const woken = await means.database.now();
    await until(`${holder.name} lives on`, () => means.database.hasSeen(holder.pid, woken));
    return 1;
  };
