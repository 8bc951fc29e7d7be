/**
 * The smallest part of a list found that still fails, in at most `mostRuns` runs (delta debugging, Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", 2002). The whole list is known to fail. A failure that comes by chance
 * may not come again in a run: then more is kept than is needed, and nothing that is known to fail is lost.
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (part: readonly T[]) => Promise<boolean>,
  mostRuns: number,
): Promise<readonly T[]> {
  let kept = items;
  let runs = 0;
  for (let parts = 2; kept.length > 1 && runs < mostRuns;) {
    const smaller = await firstThatFails(candidates(kept, parts), fails, () => ++runs <= mostRuns);
    if (smaller) [kept, parts] = [smaller, Math.max(2, Math.min(parts - 1, smaller.length))];
    else if (parts >= kept.length) break;
    else parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}

/** Each part alone, then the whole without each part. */
function candidates<T>(items: readonly T[], parts: number): (readonly T[])[] {
  const size = Math.ceil(items.length / parts);
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  const alone = starts.map((start) => items.slice(start, start + size));
  const without = starts.map((start) => [...items.slice(0, start), ...items.slice(start + size)]);
  return parts > 2 ? [...alone, ...without] : alone;
}

async function firstThatFails<T>(
  parts: readonly (readonly T[])[],
  fails: (part: readonly T[]) => Promise<boolean>,
  mayRun: () => boolean,
): Promise<readonly T[] | undefined> {
  for (const part of parts) if (mayRun() && (await fails(part))) return part;
  return undefined;
}
