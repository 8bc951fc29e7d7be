import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems lend to outgoing connections (Linux: 32768 and up). In that range a client that keeps trying a
 * closed port can connect to itself, and an outgoing connection can take the port before a restart.
 */
const LOWEST = 20_000;
const LIMIT = 32_768;

const given = new Set<number>();

/** Whether nothing listens on this port of 127.0.0.1 now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

/**
 * A port of 127.0.0.1 below 32768 that was tried and is free, and that this process has not been given before.
 * @param from the first to try, then upwards; without it the search begins at a random place, so that processes differ.
 */
export const freePort = async (from: number = randomInt(LOWEST, LIMIT)): Promise<number> => {
  const upwards = Array.from({ length: LIMIT - from }, (_, step) => from + step);
  const around = Array.from({ length: Math.max(0, from - LOWEST) }, (_, step) => LOWEST + step);
  for (const port of [...upwards, ...around]) {
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No port from ${from} to ${LIMIT - 1} is free on 127.0.0.1: stop a program that listens there.`);
};
