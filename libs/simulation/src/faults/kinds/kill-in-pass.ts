import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

const workers = ['cap-worker-1', 'cap-worker-2'];
/** Makes a pass last long enough to be met. */
const delayMs = 15;

interface Pass {
  readonly reader: string;
  readonly position: number;
  readonly worker: string;
}

/** kill -9 in the middle of a pass, its rows written and its checkpoint not: another goes on where it was. */
export const killInPassOf =
  (isMeant: (reader: string) => boolean): Strike =>
  async (_, means) => {
    const { control, processes, database } = means;
    const all = (weather: object) => Promise.all(workers.map((link) => control.weather({ link, weather })));
    await all({ delayMs });
    try {
      const what = 'a cap-worker is in the middle of a pass';
      const pass = await processes.killAt(
        what,
        workers,
        () => passUnderWay(means, isMeant),
        ({ worker }) => [worker],
      );
      await all({});
      await until(`${pass.reader} goes on`, async () => {
        const [row] = await database.rows('select 1 from checkpoint where reader = $1 and position > $2', [
          pass.reader,
          pass.position,
        ]);
        return row;
      });
      return 1;
    } finally {
      await all({});
    }
  };

/** Who has locked the row of a checkpoint stands in the row itself, and PostgreSQL knows whose transaction that is. */
async function passUnderWay({ database }: FaultMeans, isMeant: (reader: string) => boolean): Promise<Pass | null> {
  const passes = await database.rows<Pass>(
    `select reader, position::integer, application_name as worker
       from checkpoint join pg_stat_activity on backend_xid = checkpoint.xmax where application_name = any($1)`,
    [workers],
  );
  return passes.find(({ reader }) => isMeant(reader)) ?? null;
}
