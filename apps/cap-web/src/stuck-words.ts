import type { ReaderView, StuckWorkView } from '@cap/contracts';
import { texts } from './texts/texts.js';
import { moment } from './words.js';

/** What waits for the operator, in words, and the command that goes on with it. */
export interface StuckItem {
  readonly text: string;
  readonly command: string;
}

/** Everything that waits for the operator; `now` is real time in milliseconds. Empty when nothing does. */
export function stuckItems({ readers, parkedStreams, openDeadLetters }: StuckWorkView, now: number): StuckItem[] {
  const halted = readers.filter(({ haltedAt }) => haltedAt !== null).map((reader) => haltedItem(reader, now));
  const parked: StuckItem = { text: texts.parked(parkedStreams), command: 'npm run operate -- parked list' };
  const letters: StuckItem = {
    text: texts.deadLetters(openDeadLetters),
    command: 'npm run operate -- dead-letters list',
  };
  return [...halted, ...(parkedStreams > 0 ? [parked] : []), ...(openDeadLetters > 0 ? [letters] : [])];
}

function haltedItem({ reader, behind, haltedBecause, haltedSince }: ReaderView, now: number): StuckItem {
  const since = haltedSince === null ? null : moment(haltedSince, now);
  return {
    text: texts.halted(reader, since, behind, `${haltedBecause}`),
    command: `npm run operate -- readers resume ${reader}`,
  };
}
