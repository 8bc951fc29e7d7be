import { make } from './dom.js';
import type { StuckItem } from './stuck-words.js';
import { texts } from './texts/texts.js';

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
    if (this.shown === '' && wanted !== '') this.tell(texts.heardStuck);
    if (this.shown !== '' && wanted === '') this.tell(texts.heardNothingStuck);
    this.shown = wanted;
    this.nothing.hidden = items.length > 0;
    this.list.hidden = items.length === 0;
    this.list.replaceChildren(...items.map(line));
  }
}

function line({ text, command }: StuckItem): HTMLLIElement {
  const item = make('li', `${text} ${texts.command} `, 'problem');
  item.append(make('code', command));
  return item;
}
