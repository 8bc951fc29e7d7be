import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

const workers = ['cap-worker-1', 'cap-worker-2'];
/** Makes a pass last long enough to be met. */
const delayMs = 15;

interface Pass {
  readonly reader: string;
  readonly position: number;
  /** The one worker that has a pass under way. */
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
      const what = 'one cap-worker is in the middle of a pass';
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

async function passUnderWay({ database }: FaultMeans, isMeant: (reader: string) => boolean): Promise<Pass | null> {
  const [readers, free, holders] = await Promise.all([
    database.rows<{ reader: string; position: number }>('select reader, position::integer from checkpoint'),
    database.rows<{ reader: string }>('select reader from checkpoint for update skip locked'),
    database.rows<{ worker: string }>(
      `select distinct application_name as worker from pg_stat_activity join pg_locks using (pid)
        where relation = 'checkpoint'::regclass and mode = 'RowShareLock' and application_name = any($1)`,
      [workers],
    ),
  ]);
  const unlocked = new Set(free.map(({ reader }) => reader));
  const held = readers.find(({ reader }) => !unlocked.has(reader) && isMeant(reader));
  const [holder] = holders;
  return held && holder && holders.length === 1 ? { ...held, ...holder } : null;
}
