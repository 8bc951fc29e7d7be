import { setTimeout as pause } from 'node:timers/promises';
import type { FaultMeans, Strike } from '../scene';
import { NoEffect, until } from '../until';
import { addressOf, isReady, untilAnswers } from './addresses';
import { untilGroupIsWhole } from './group';

/** Counts the requests of our own that got no answer meanwhile. */
export const freezeApi: Strike = async ({ which, lasts }, { processes, world }) => {
  const unanswered = await processes.frozen([`cap-api-${which}`], async () => {
    let count = 0;
    for (const end = Date.now() + lasts; Date.now() < end;) if (!(await isReady(addressOf(world, which), 500))) count++;
    return count;
  });
  await untilAnswers(world, which);
  if (unanswered === 0) throw new NoEffect('a stopped API leaves requests without an answer', unanswered);
  return unanswered;
};

/** Long enough for the group to give it up; woken, it comes back. */
export const freezeAvailabilityWorker: Strike = async ({ which }, { processes, broker }) => {
  await untilGroupIsWhole(broker);
  await processes.frozen([`availability-worker-${which}`], () =>
    until('the group gives up the one that is silent', async () => (await broker.group()).members.length === 1),
  );
  await untilGroupIsWhole(broker);
  return 1;
};

/** Counts the questions of our own that got no answer meanwhile. */
export const freezeBroker: Strike = ({ lasts }, means) =>
  unansweredOf('Kafka', () => means.broker.answers(), lasts, means);

/** All processes of the server, those of its connections too. Counts the questions of our own that got no answer meanwhile. */
export const freezeDatabase: Strike = ({ lasts }, means) =>
  unansweredOf('PostgreSQL', async () => (await means.database.sessions()) >= 0, lasts, means);

async function unansweredOf(name: string, ask: () => Promise<boolean>, lasts: number, { processes }: FaultMeans) {
  const late = async () => {
    const answered = await Promise.race([ask().catch(() => false), pause(1000, false)]);
    return answered ? 0 : 1;
  };
  const unanswered = await processes.frozen([name], async () => {
    let count = 0;
    for (const end = Date.now() + lasts; Date.now() < end;) count += await late();
    return count;
  });
  await until(`${name} answers`, ask);
  if (unanswered === 0) throw new NoEffect(`${name} stands still and leaves questions without an answer`, unanswered);
  return unanswered;
}
