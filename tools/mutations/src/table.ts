import type { Tried } from './try-mutant';

/** One line a mutant: what became of it, which guarantee it took out, and the assertion that told so. */
export function table(results: readonly Tried[]): string {
  const rows = [
    ['', 'outcome', 'mutant', 'guarantee', 'told by'],
    ...results.map(({ outcome, mutant, why }) => [
      outcome === 'killed' ? '✔' : '✘',
      outcome,
      mutant.name,
      mutant.guarantee,
      why,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The last line, for people and for logs. */
export function summary(results: readonly Tried[]): string {
  const alive = results.filter(({ outcome }) => outcome !== 'killed');
  if (alive.length === 0) return `✔ All ${results.length} mutants were killed by an assertion of their own test.`;
  return `✘ ${alive.length} of ${results.length} mutants were not killed: ${alive.map(({ mutant }) => mutant.name).join(', ')}.`;
}
