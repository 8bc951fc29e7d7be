import type { UnitRow } from '@cap/contracts';
import type { Change } from './change-list.js';
import { element, make, setText } from './dom.js';
import { ages, perCareForm, perMunicipality, total } from './figures.js';
import { FiguresTable } from './figures-table.js';
import { texts } from './texts/texts.js';
import { age, fullMoment, moment } from './words.js';

/** Everything that the page shows of the region, at one moment. */
export interface Shown {
  /** Null until the first state came. */
  readonly units: ReadonlyMap<string, UnitRow> | null;
  readonly changes: readonly Change[];
  /** Business time in milliseconds. */
  readonly now: number;
}

/** The region on the page: its total, its two tables and its last changes. */
export class RegionView {
  private readonly careForms = new FiguresTable(element<HTMLTableSectionElement>('care-forms'));
  private readonly municipalities = new FiguresTable(element<HTMLTableSectionElement>('municipalities'));

  show({ units, changes, now }: Shown): void {
    if (units === null) return;
    const rows = [...units.values()];
    element('loading').hidden = true;
    element('empty').hidden = rows.length > 0;
    element('figures').hidden = rows.length === 0;
    this.showTotal(rows, now);
    this.careForms.show(perCareForm(rows));
    this.municipalities.show(perMunicipality(rows));
    showChanges(changes, now);
    setText(element('clock'), texts.clock(fullMoment(now)));
  }

  private showTotal(rows: readonly UnitRow[], now: number): void {
    const sum = total(rows);
    setText(element('total-free'), `${sum.free}`);
    setText(element('total-promised'), `${sum.promised}`);
    setText(element('total-occupied'), `${sum.occupied}`);
    setText(element('total-in-operation'), `${sum.inOperation}`);
    setText(element('total-stale'), texts.groups(sum.staleUnits));
    setText(element('cover'), texts.cover(sum.heard, sum.units));
    setText(element('too-many'), sum.tooMany > 0 ? texts.tooMany(sum.tooMany) : '');
    const known = ages(rows);
    setText(element('ages'), known ? texts.ages(age(known.oldest, now), age(known.median, now)) : texts.noAges);
  }
}

function showChanges(changes: readonly Change[], now: number): void {
  const list = element('changes');
  element('no-changes').hidden = changes.length > 0;
  const lines = changes.map(({ words, at }) => ({ words, time: moment(at, now) }));
  if (list.dataset['shown'] === JSON.stringify(lines)) return;
  list.dataset['shown'] = JSON.stringify(lines);
  list.replaceChildren(
    ...lines.map(({ words, time }) => {
      const item = make('li');
      item.append(make('span', time, 'time'), ' ', make('span', words));
      return item;
    }),
  );
}
