import { setTimeout as pause } from 'node:timers/promises';

/** A fault that had no effect: what was waited for did not come. */
export class NoEffect extends Error {
  constructor(what: string, last: unknown) {
    super(`${what}: that did not come.`, { cause: last });
    this.name = 'NoEffect';
  }
}
/** A fault that cannot be done here; the message says why. */
export class NotTried extends Error {}

const patienceMs = 60_000;
const everyMs = 20;

/** Waits until a probe gives something; one that throws is asked again. Throws `NoEffect` with what was waited for. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = patienceMs,
): Promise<T> {
  let last: unknown;
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(everyMs)) {
    try {
      const found = await probe();
      if (found !== null && found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
  }
  throw new NoEffect(what, last);
}
