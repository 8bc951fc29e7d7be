import { texts } from './texts/texts.js';
import { moment } from './words.js';

/** How the page is connected: `since` is the business time at which the connection was lost, in milliseconds. */
export type ConnectionState =
  | { readonly is: 'connecting' }
  | { readonly is: 'connected' }
  | { readonly is: 'lost'; readonly why: string; readonly since: number };

/** The connection in words. While it is lost they say of when the figures are; `hasFigures` is whether there are any. */
export function connectionWords(state: ConnectionState, hasFigures: boolean, now: number): string {
  if (state.is !== 'lost') return texts[state.is];
  return texts.lost(hasFigures ? moment(new Date(state.since).toISOString(), now) : null, state.why);
}
