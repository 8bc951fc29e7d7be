import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

const workers = ['cap-worker-1', 'cap-worker-2'];

interface Due {
  readonly id: string;
}

/** Deadlines that have passed, and that nobody has dealt with yet. */
async function dueNow({ database }: FaultMeans): Promise<Due[] | null> {
  const due = await database.rows<Due>(
    'select deadline_id as id from deadline where settled_at is null and due_at <= business_instant()',
  );
  return due.length > 0 ? due : null;
}

const untilSettled = (due: readonly Due[], { database }: FaultMeans): Promise<boolean> =>
  until('the deadlines are dealt with', async () => {
    const ids = due.map(({ id }) => id);
    const open = await database.rows('select 1 from deadline where deadline_id = any($1) and settled_at is null', [
      ids,
    ]);
    return open.length === 0;
  });

/** kill -9 of a cap-worker when deadlines are due: they are dealt with. Counts them. */
export const killWhenDue: Strike = async ({ which }, means) => {
  const what = 'a deadline is due';
  const due = await means.processes.killAt(
    what,
    workers,
    () => dueNow(means),
    () => [`cap-worker-${which}`],
  );
  await untilSettled(due, means);
  return due.length;
};

/** The clocks of both stand still when deadlines are due; one is woken and deals with them. Counts them. */
export const freezeWhenDue: Strike = async ({ which }, means) => {
  const one = `cap-worker-${which}`;
  const due = await means.processes.frozenAt(
    'a deadline is due',
    workers,
    () => dueNow(means),
    async (seen) => {
      await means.control.signal({ name: `cap-worker-${3 - which}`, signal: 'SIGCONT' });
      await untilSettled(seen, means);
    },
  );
  const woken = await means.database.now();
  const pid = await means.processes.pidOf(one);
  await until(`${one} lives on`, () => means.database.hasSeen(pid, woken));
  return due.length;
};
