import { setTimeout as pause } from 'node:timers/promises';

const withinMs = 10_000;
const everyMs = 5;

/** Waits until something is so. Throws an `Error` with what it waited for. (`@cap/testing` builds on this library.) */
export async function eventually(what: string, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + withinMs; !isSo(); await pause(everyMs))
    if (Date.now() > end) throw new Error(`Not within ${withinMs / 1000} s: ${what}.`);
}
