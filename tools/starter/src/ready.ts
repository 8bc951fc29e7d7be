import { setTimeout as pause } from 'node:timers/promises';

const everyMs = 50;

/** Waits until every address answers that it is ready. Throws an `Error` after `withinMs` with those that do not. */
export async function untilReady(addresses: readonly string[], withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  const waiting = new Set(addresses);
  while (waiting.size > 0) {
    for (const address of waiting) if (await isReady(address)) waiting.delete(address);
    if (waiting.size > 0 && Date.now() > until)
      throw new Error(`Niet gereed: ${[...waiting].join(', ')}. Lees de regels hierboven.`);
    if (waiting.size > 0) await pause(everyMs);
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return ok;
  } catch {
    return false;
  }
}
