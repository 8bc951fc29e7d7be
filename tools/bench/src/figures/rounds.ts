/** Something that is measured once a round. */
export type Parts<Name extends string> = Readonly<Record<Name, () => Promise<number>>>;

/**
 * Measures all parts again and again in one run, every other round in the opposite order, so that what else the machine does
 * meets each of them alike. One round comes before, and does not count: it warms up compiler, caches and connections.
 */
export async function inRounds<Name extends string>(
  rounds: number,
  parts: Parts<Name>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(parts) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const value = await parts[name]();
      if (round > 0) measured[name].push(value);
    }
  }
  return measured;
}

/** Real milliseconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** How many times a second, where so many took so long. */
export const perSecond = (count: number, ms: number): number => (count * 1000) / ms;
