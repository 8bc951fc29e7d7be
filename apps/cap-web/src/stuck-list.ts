import { make } from './dom.js';
import type { StuckItem } from './stuck-words.js';

/** The list of what waits for the operator. It is changed only when it says something else. */
export class StuckList {
  private shown = '';

  constructor(
    private readonly list: HTMLUListElement,
    private readonly nothing: HTMLElement,
    private readonly tell: (text: string) => void,
  ) {}

  show(items: readonly StuckItem[]): void {
    const wanted = items.map(({ text, command }) => `${text}\n${command}`).join('\n\n');
    if (wanted === this.shown) return;
    if (this.shown === '' && wanted !== '') this.tell('Er wacht iets op de beheerder.');
    if (this.shown !== '' && wanted === '') this.tell('Er wacht niets meer op de beheerder.');
    this.shown = wanted;
    this.nothing.hidden = items.length > 0;
    this.list.hidden = items.length === 0;
    this.list.replaceChildren(...items.map(line));
  }
}

function line({ text, command }: StuckItem): HTMLLIElement {
  const item = make('li', `${text} De opdracht is: `, 'problem');
  item.append(make('code', command));
  return item;
}
