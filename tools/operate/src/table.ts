/** Lines with a heading, in columns as wide as they need. Cells that are numbers stand to the right. */
export function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column]).length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, column) =>
        typeof cell === 'number' ? String(cell).padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return [line(heading), ...rows.map(line)];
}

/** A moment in UTC, to the second, as it is also written in the logs. */
export const moment = (at: string): string => `${at.slice(0, 19).replace('T', ' ')} UTC`;
