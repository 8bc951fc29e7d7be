import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface Patience {
  /** Milliseconds of real time, 10,000 unless told. */
  readonly within?: number;
}

/**
 * Waits for a named state: asks `probe` every 20 ms until it gives something other than `undefined`, `null` or `false`.
 * A probe that throws is asked again. In the end it fails with the label and what the probe said last.
 */
export const eventually = async <T>(
  label: string,
  probe: () => T | Promise<T>,
  { within = 10_000 }: Patience = {},
): Promise<Exclude<T, undefined | null | false>> => {
  const until = Date.now() + within;
  for (;;) {
    const { value, error } = await ask(probe);
    if (value !== undefined && value !== null && value !== false) return value as Exclude<T, undefined | null | false>;
    if (Date.now() >= until) {
      const last = error === undefined ? `gave ${inspect(value)}` : `threw ${inspect(error)}`;
      throw new Error(`Not within ${within} ms: ${label}. The probe ${last}.`, { cause: error });
    }
    await pause(20);
  }
};

const ask = async <T>(probe: () => T | Promise<T>): Promise<{ value?: T; error?: unknown }> => {
  try {
    return { value: await probe() };
  } catch (error) {
    return { error };
  }
};
