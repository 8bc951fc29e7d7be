import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@cap/contracts';
import { RoomClient } from '../clients/room-client';
import type { Fault } from '../plan/fault';
import type { FaultMeans, Strike } from '../scene';
import { NoEffect, until } from '../until';

const clients = 4;

/** Clients of both API processes; at the end what each of them holds is what a new one is given. */
const withClients =
  (trouble: (all: readonly RoomClient[], fault: Fault, means: FaultMeans) => Promise<number>): Strike =>
  async (fault, means) => {
    const all = await open(means, clients);
    try {
      await untilFollowing(all);
      const count = await trouble(all, fault, means);
      await means.atRest(() => compare(all, means));
      return count;
    } finally {
      for (const client of all) client.close();
    }
  };

async function open({ world: { api, actors } }: FaultMeans, count: number): Promise<RoomClient[]> {
  const token = await api.tokenOf(actors.desk(1));
  const { addresses } = api.http;
  return Array.from({ length: count }, (_, index) => new RoomClient(addresses[index % addresses.length]!, token));
}

const untilFollowing = (all: readonly RoomClient[]) =>
  until('the clients follow the units', () => all.every(({ follows }) => follows));

async function compare(all: readonly RoomClient[], means: FaultMeans): Promise<void> {
  const [fresh] = (await open(means, 1)) as [RoomClient];
  try {
    await untilFollowing([fresh]);
    const position = fresh.view.position as Position;
    await until('each client is level', () => all.every((client) => client.isLevelWith(position)));
    const wrong = all.filter(({ picture }) => picture !== fresh.picture);
    if (wrong.length > 0)
      throw new Error(`${wrong.length} of ${all.length} clients hold something else at ${position}.`);
  } finally {
    fresh.close();
  }
}

/** They read nothing for a while, in which something changes. Counts them. */
export const slowClients = withClients(async (all, { lasts }) => {
  const [first, ...others] = all as [RoomClient, ...RoomClient[]];
  for (const client of others) client.stopReading();
  const held = others.map(({ view }) => view.position);
  await pause(lasts);
  await until('something changes meanwhile', () => held.every((position) => first.view.position !== position));
  const behind = others.filter(({ view }, index) => view.position === held[index]).length;
  for (const client of others) client.readOn();
  if (behind === 0) throw new NoEffect('clients that read nothing are behind', behind);
  return behind;
});

/** They answer no ping until the server gives them up, and come back. Counts them. */
export const silentClients = withClients(async (all) => {
  const silent = all.slice(1);
  for (const client of silent) client.stopReading();
  await pause(givenUpAfterMs);
  for (const client of silent) client.readOn();
  await until('the server gave up those that were silent', () => silent.every(({ lost }) => lost > 0));
  return silent.length;
});
/** The server asks every five seconds, and waits five for the answer. */
const givenUpAfterMs = 10_500;

/** They lose their connection again and again. Counts that. */
export const reconnectingClients = withClients(async (all, { lasts }) => {
  for (const end = Date.now() + lasts; Date.now() < end; await untilFollowing(all)) {
    const before = all.map(({ lost }) => lost);
    for (const client of all) client.reconnect();
    await until('each has lost its connection', () => all.every(({ lost }, index) => lost > before[index]!));
    await pause(100);
  }
  return all.reduce((sum, { lost }) => sum + lost, 0);
});
