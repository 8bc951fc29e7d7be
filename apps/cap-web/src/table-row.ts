import { make } from './dom.js';

export interface MadeRow {
  readonly line: HTMLTableRowElement;
  readonly header: HTMLTableCellElement;
  readonly cells: readonly HTMLTableCellElement[];
}

/**
 * A new row for a table: its header, and an empty cell for each further column, with that column's heading for where the
 * row is shown as a block. Roles are said in full, for a table that is laid out as blocks is none to every browser.
 */
export function makeRow(body: HTMLTableSectionElement): MadeRow {
  const headings = [...body.closest('table')!.querySelectorAll('thead th')].map(({ textContent }) => textContent);
  const header = make('th');
  header.scope = 'row';
  header.setAttribute('role', 'rowheader');
  const cells = headings.slice(1).map((heading) => {
    const cell = make('td');
    cell.setAttribute('role', 'cell');
    cell.dataset['column'] = heading ?? '';
    return cell;
  });
  const line = make('tr');
  line.setAttribute('role', 'row');
  line.append(header, ...cells);
  return { line, header, cells };
}
