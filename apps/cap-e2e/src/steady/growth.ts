import type { Sample } from './sample';

const megabyte = 1024 * 1024;
/** After a quarter of the time, code is compiled, pools and caches are full. */
const warm = 1 / 4;
/** What a heap may differ by between two moments of the same load. */
const memoryMargin = 0.2;
const handlesMargin = 12;
/** What pages, indexes and dead rows may add to what rows take. */
const roomForRows = 2;
const roomOfTable = 4 * megabyte;
const mostLag = 2000;

/**
 * What grew without an explanation between the first quarter and the end of a steady load. Memory and handles of a program
 * should stay: the median of the last quarter is compared with that of the second. A table may grow as its rows do, at
 * twice the bytes that a row took, and each reader must have kept up. Empty when all is explained.
 */
export function unexplainedGrowth(samples: readonly Sample[]): string[] {
  const early = samples.filter((_, index) => index >= samples.length * warm && index < samples.length * 2 * warm);
  const late = samples.filter((_, index) => index >= samples.length * (1 - warm));
  if (early.length === 0 || late.length === 0) return ['There are too few samples to compare.'];
  return [...ofPrograms(early, late), ...ofTables(early[0]!, late.at(-1)!), ...ofLag(samples)];
}

function ofPrograms(early: readonly Sample[], late: readonly Sample[]): string[] {
  const names = late.at(-1)!.programs.map(({ name }) => name);
  return names.flatMap((name) => {
    const median = (samples: readonly Sample[], what: 'memory' | 'handles') =>
      middle(samples.flatMap(({ programs }) => programs.filter((one) => one.name === name).map((one) => one[what])));
    const [memoryThen, memoryNow] = [median(early, 'memory'), median(late, 'memory')];
    const [handlesThen, handlesNow] = [median(early, 'handles'), median(late, 'handles')];
    return [
      ...(memoryNow > memoryThen * (1 + memoryMargin)
        ? [`${name}: memory went from ${mb(memoryThen)} to ${mb(memoryNow)}.`]
        : []),
      ...(handlesNow > handlesThen + handlesMargin
        ? [`${name}: open handles went from ${handlesThen} to ${handlesNow}.`]
        : []),
    ];
  });
}

function ofTables(early: Sample, late: Sample): string[] {
  return late.tables.flatMap(({ name, rows, bytes }) => {
    const before = early.tables.find((table) => table.name === name);
    if (!before) return [`${name}: a table that was not there before.`];
    const perRow = before.rows === 0 ? 0 : before.bytes / before.rows;
    const due = before.bytes + Math.max(0, rows - before.rows) * perRow * roomForRows + roomOfTable;
    return bytes > due
      ? [`${name}: ${mb(bytes)} for ${rows} rows, ${mb(before.bytes)} for ${before.rows} before.`]
      : [];
  });
}

/** Somewhere in between a reader may be busy; the last quarter must not be further behind than the bound. */
function ofLag(samples: readonly Sample[]): string[] {
  const last = samples.slice(Math.floor(samples.length * (1 - warm)));
  const lag = middle(last.map((sample) => sample.lag));
  return lag > mostLag ? [`Readers were ${lag} events behind.`] : [];
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mb = (bytes: number): string => `${(bytes / megabyte).toFixed(1)} MB`;
