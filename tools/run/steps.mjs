/** Whole seconds with one decimal since a moment of `performance.now()`. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Does a piece of work under a heading, and says how long it took. */
export async function step(title, work) {
  const start = performance.now();
  console.log(`▶ ${title}`);
  const code = await work();
  console.log(`${code === 0 ? '✔' : '✘'} ${title}: ${secondsSince(start)}\n`);
  return code;
}
