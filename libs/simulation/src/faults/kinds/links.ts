import { setTimeout as pause } from 'node:timers/promises';
import type { Weather } from '@cap/local-services';
import type { Fault } from '../plan/fault';
import type { FaultMeans, Strike } from '../scene';
import { NoEffect, until } from '../until';
import { addressOf, untilAnswers } from './addresses';
import { untilGroupIsWhole } from './group';

/** Weather on a link for as long as the fault lasts, and until it held something up. Gives how many pieces. */
async function during(link: string, weather: Weather, fault: Fault, means: FaultMeans, measure = nothing) {
  const { control } = means;
  const hindered = async () => (await control.links())[link]!.hindered;
  const before = await hindered();
  await control.weather({ link, weather });
  try {
    await measure();
    await pause(fault.lasts);
    await until(`the link of ${link} holds something up`, async () => (await hindered()) > before);
  } finally {
    await control.weather({ link, weather: {} });
  }
  return (await hindered()) - before;
}
const nothing = () => Promise.resolve();

const slowMs = 80;

/** From one API process to the database. Its answers are measured: late by the delay at least. */
export const slowDatabase: Strike = async (fault, means) => {
  const { world } = means;
  const link = `cap-api-${fault.which}`;
  const token = await world.api.tokenOf(world.actors.administrator());
  const count = await during(link, { delayMs: slowMs }, fault, means, async () => {
    const start = performance.now();
    const headers = { authorization: `Bearer ${token}` };
    await (await fetch(`${addressOf(world, fault.which)}/v1/clock`, { headers })).text();
    const took = performance.now() - start;
    if (took < 2 * slowMs) throw new NoEffect(`an answer takes more than ${2 * slowMs} ms`, took);
  });
  await untilAnswers(world, fault.which);
  return count;
};

/** A cap-worker is heard by the database and does not hear it. */
export const deafWorker: Strike = async (fault, means) => {
  const { database, processes } = means;
  const link = `cap-worker-${fault.which}`;
  const count = await during(link, { cut: 'to-client' }, fault, means);
  const [open, pid] = [await database.now(), await processes.pidOf(link)];
  await until(`${link} is at work again`, () => database.hasSeen(pid, open));
  return count;
};

/** One API process and the database do not hear each other. */
export const cutDatabase: Strike = async (fault, means) => {
  const count = await during(`cap-api-${fault.which}`, { cut: 'both' }, fault, means);
  await untilAnswers(means.world, fault.which);
  return count;
};

/** From all programs to the broker. */
const toBroker =
  (weather: Weather): Strike =>
  async (fault, means) => {
    const count = await during('Kafka', weather, fault, means);
    await untilGroupIsWhole(means.broker);
    return count;
  };

export const slowBroker = toBroker({ delayMs: slowMs });
/** The programs hear the broker, and are not heard. */
export const deafBroker = toBroker({ cut: 'to-server' });
export const cutBroker = toBroker({ cut: 'both' });
