import type { ReaderView, StuckWorkView, WebhookStateView } from '@cap/contracts';
import { texts } from './texts/texts.js';
import { moment } from './words.js';

/** What waits for the operator, in words, and the command that goes on with it. */
export interface StuckItem {
  readonly text: string;
  readonly command: string;
}

/** Everything that waits for the operator; `now` is real time in milliseconds. Empty when nothing does. */
export function stuckItems(stuck: StuckWorkView, now: number): StuckItem[] {
  const { readers, parkedStreams, openDeadLetters, webhooks } = stuck;
  const halted = readers.filter(({ haltedAt }) => haltedAt !== null).map((reader) => haltedItem(reader, now));
  const parked: StuckItem = { text: texts.parked(parkedStreams), command: 'npm run operate -- parked list' };
  const letters: StuckItem = {
    text: texts.deadLetters(openDeadLetters),
    command: 'npm run operate -- dead-letters list',
  };
  const givenUp = webhooks
    .filter(({ pausedBecause }) => pausedBecause === 'failing')
    .map((one) => givenUpItem(one, now));
  const heldUp = webhooks
    .filter(({ pausedBecause, lastFailure }) => pausedBecause === null && lastFailure === 'cannot-be-told')
    .map(heldUpItem);
  const counted = [...(parkedStreams > 0 ? [parked] : []), ...(openDeadLetters > 0 ? [letters] : [])];
  return [...halted, ...counted, ...givenUp, ...heldUp];
}

function haltedItem({ reader, behind, haltedBecause, haltedSince }: ReaderView, now: number): StuckItem {
  const since = haltedSince === null ? null : moment(haltedSince, now);
  return {
    text: texts.halted(reader, since, behind, `${haltedBecause}`),
    command: `npm run operate -- readers resume ${reader}`,
  };
}

/** Only the administrator knows who it is, and lets it go on: over the API, for it is no work of the machine's. */
function givenUpItem({ webhookId, behind, pausedAt }: WebhookStateView, now: number): StuckItem {
  const since = pausedAt === null ? null : moment(pausedAt, now);
  return {
    text: texts.webhookGivenUp(since, behind),
    command: resumption(webhookId),
  };
}

function heldUpItem({ webhookId, behind }: WebhookStateView): StuckItem {
  return { text: texts.webhookHeldUp(behind), command: resumption(webhookId) };
}

const resumption = (webhookId: string): string => `POST /v1/webhooks/${webhookId}/resumptions`;
