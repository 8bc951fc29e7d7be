import type { FaultMeans, Strike } from '../scene';
import { until } from '../until';

const workers = ['availability-worker-1', 'availability-worker-2'];
const link = 'Kafka';
/** The database is near and the broker is far: between the two commits there is time to look. */
const delayMs = 60;

/**
 * kill -9 of the availability workers when reports are in the database and their offsets are not committed: they are delivered
 * again, and do nothing again. Counts these reports.
 */
export const killBeforeOffsetCommit: Strike = async (_, means) => {
  const { control, processes, topics, broker } = means;
  await control.weather({ link, weather: { delayMs } });
  try {
    const what = 'reports are in the database, and their offsets are not committed';
    const between = await processes.killAt(
      what,
      workers,
      () => betweenCommits(means),
      () => workers,
    );
    await control.weather({ link, weather: {} });
    await until('they are handled again', async () => {
      const committed = await broker.committed();
      return between.every(({ topic, offset }) => (committed.get(topic) ?? -1n) > offset);
    });
    return between.length;
  } finally {
    await control.weather({ link, weather: {} });
  }

  async function betweenCommits({ database }: FaultMeans) {
    const committed = await broker.committed();
    const waiting = topics.lastSent.filter(({ topic, offset }) => (committed.get(topic) ?? -1n) <= offset);
    if (waiting.length === 0) return null;
    const ids = waiting.map(({ id }) => id);
    const stored = await database.rows<{ id: string }>(
      'select report_id as id from report_receipt where report_id = any($1)',
      [ids],
    );
    const known = new Set(stored.map(({ id }) => id));
    const between = waiting.filter(({ id }) => known.has(id));
    return between.length > 0 ? between : null;
  }
};
