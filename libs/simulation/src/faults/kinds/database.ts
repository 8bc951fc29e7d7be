import { setTimeout as pause } from 'node:timers/promises';
import type { FaultMeans, Strike } from '../scene';
import { NoEffect, NotTried, until } from '../until';

const name = 'PostgreSQL';

/** Stopped in good order, and started. Counts the requests that had to be sent again. */
export const stopDatabase: Strike = ({ lasts }, means) =>
  requestsSentAgain(means, async () => {
    await means.control.end({ name });
    await pause(lasts);
    await means.control.start({ name });
    await until('the database answers', () => means.database.startedAt());
  });

/**
 * kill -9: another server takes its place on the same data. Counts the sessions of programs that it took with it: the next server
 * may be there before a request had to be sent again.
 */
export const killDatabase: Strike = async (_, { database, processes }) => {
  const before = await database.startedAt();
  const sessions = await database.sessions();
  await processes.kill(name);
  await until('another server answers', async () => (await database.startedAt()) !== before);
  if (sessions === 0) throw new NoEffect('programs had sessions in the server that was killed', sessions);
  return sessions;
};

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

async function requestsSentAgain({ world }: FaultMeans, harm: () => Promise<void>): Promise<number> {
  const { figures } = world.api.http;
  const [retries, answers] = [figures.retries, figures.answers];
  await harm();
  if (figures.retries === retries) throw new NoEffect('a request had to be sent again', figures.retries);
  await until('requests are answered again', () => figures.answers > answers);
  return figures.retries - retries;
}
