import { setTimeout as pause } from 'node:timers/promises';
import type { FaultMeans, Strike } from '../scene';
import { NoEffect, NotTried, until } from '../until';

const name = 'PostgreSQL';

/** Stopped in good order, and started. Counts the sessions that programs lost. */
export const stopDatabase: Strike = ({ lasts }, means) =>
  sessionsLost(means, async () => {
    await means.control.end({ name });
    await pause(lasts);
    await means.control.start({ name });
  });

/** kill -9: another server takes its place on the same data. Counts the sessions that programs lost. */
export const killDatabase: Strike = (_, means) => sessionsLost(means, () => means.processes.kill(name));

const leftBytes = 64 * 1024;

/**
 * The disk of the database becomes full, and has room again. Counts the requests that had to be sent again, and the work of our
 * own that was refused: while only reports over Kafka are under way, it is a worker that tries again.
 */
export const fillDisk: Strike = async ({ lasts }, { control, database, world }) => {
  if (!(await control.addresses()).smallDisk)
    throw new NotTried('a disk of its own, that can be made full, takes root');
  const { figures } = world.api.http;
  const before = figures.retries;
  await control.disk({ room: leftBytes });
  try {
    await until('the database has no room', async () => !(await database.hasRoom()));
    await pause(lasts);
  } finally {
    await control.disk({ room: null });
  }
  await until('the database has room', () => database.hasRoom());
  return 1 + figures.retries - before;
};

/** The next server may be there before a request had to be sent again: what every program has lost is its sessions. */
async function sessionsLost({ database }: FaultMeans, harm: () => Promise<unknown>): Promise<number> {
  const before = await database.startedAt();
  const sessions = await database.sessions();
  await harm();
  await until('another server answers', async () => (await database.startedAt()) !== before);
  if (sessions === 0) throw new NoEffect('programs had sessions in the server', sessions);
  return sessions;
}
