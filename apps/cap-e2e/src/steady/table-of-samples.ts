import type { Sample } from './sample';

const megabyte = 1024 * 1024;

/** What programs and tables held at the beginning, after the first quarter and at the end, as lines of text. */
export function tableOf(samples: readonly Sample[]): string[] {
  const shown = [samples[0]!, samples[Math.floor(samples.length / 4)]!, samples.at(-1)!];
  const line = (name: string, values: readonly string[]): string =>
    `${name.padEnd(28)}${values.map((value) => value.padStart(24)).join('')}`;
  const programs = samples.at(-1)!.programs.map(({ name }) =>
    line(
      name,
      shown.map((sample) => {
        const program = sample.programs.find((one) => one.name === name);
        return program ? `${mb(program.memory)}, ${program.handles} handles` : '-';
      }),
    ),
  );
  const tables = samples.at(-1)!.tables.map(({ name }) =>
    line(
      name,
      shown.map((sample) => {
        const table = sample.tables.find((one) => one.name === name);
        return table ? `${table.rows} rows, ${mb(table.bytes)}` : '-';
      }),
    ),
  );
  return [
    line(
      'minute',
      shown.map(({ minute }) => minute.toFixed(1)),
    ),
    ...programs,
    line(
      'furthest reader behind',
      shown.map(({ lag }) => `${lag} events`),
    ),
    ...tables,
  ];
}

const mb = (bytes: number): string => `${(bytes / megabyte).toFixed(1)} MB`;
