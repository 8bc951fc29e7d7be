import type { Figures, NamedFigures } from './figures.js';
import { make, setText } from './dom.js';
import { makeRow } from './table-row.js';
import { texts } from './texts/texts.js';

const freshForMs = 10_000;

interface Row {
  readonly line: HTMLTableRowElement;
  readonly fresh: HTMLElement;
  readonly cells: readonly HTMLTableCellElement[];
  figures: string;
  changedAt: number;
}

/** The body of one table of figures: a line a group, changed in place; what just changed says so for some seconds. */
export class FiguresTable {
  private readonly rows = new Map<string, Row>();

  constructor(private readonly body: HTMLTableSectionElement) {}

  /** Shows these lines, in this order. */
  show(lines: readonly NamedFigures[]): void {
    const keys = new Set(lines.map(({ key }) => key));
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.line.remove();
      this.rows.delete(key);
    }
    lines.forEach((figures, index) => {
      const row = this.rows.get(figures.key) ?? this.newRow(figures);
      if (this.body.rows[index] !== row.line) this.body.insertBefore(row.line, this.body.rows[index] ?? null);
      fill(row, cellTexts(figures));
    });
  }

  private newRow({ key, name }: NamedFigures): Row {
    const { line, header, cells } = makeRow(this.body);
    const fresh = make('span', '', 'fresh');
    header.append(make('span', name), fresh);
    const row = { line, fresh, cells, figures: '', changedAt: -Infinity };
    this.rows.set(key, row);
    return row;
  }
}

type Cell = readonly [figure: string, addition: string];

/** In the order of the columns of `index.html`. */
const columns: readonly ((figures: Figures) => Cell)[] = [
  ({ free, tooMany }) => [`${free}`, tooMany > 0 ? texts.cellTooMany(tooMany) : ''],
  ({ promised }) => [`${promised}`, ''],
  ({ occupied }) => [`${occupied}`, ''],
  ({ inOperation }) => [`${inOperation}`, ''],
  ({ staleUnits, staleFree }) => [texts.groups(staleUnits), staleFree > 0 ? texts.cellStaleFree(staleFree) : ''],
  ({ heard, units }) => [texts.cellHeard(heard, units), ''],
];

const cellTexts = (figures: Figures): readonly Cell[] => columns.map((column) => column(figures));

function fill(row: Row, shown: readonly Cell[]): void {
  const now = performance.now();
  const figures = shown.flat().join('|');
  if (row.figures !== '' && row.figures !== figures) row.changedAt = now;
  if (row.figures !== figures) {
    row.figures = figures;
    shown.forEach(([figure, addition], index) => {
      const cell = row.cells[index]!;
      if (cell.textContent === figure + addition) return;
      cell.replaceChildren(figure, ...(addition ? [make('small', addition)] : []));
    });
  }
  const isFresh = now - row.changedAt < freshForMs;
  row.line.classList.toggle('changed', isFresh);
  setText(row.fresh, isFresh ? texts.justChanged : '');
}
