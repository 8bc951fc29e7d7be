import type { ReaderView, StuckWorkView, WebhookStateView } from '@cap/contracts';
import { count, moment } from './words.js';

/** What waits for the operator, in words, and the command that goes on with it. */
export interface StuckItem {
  readonly text: string;
  readonly command: string;
}

const names: Readonly<Record<string, string>> = {
  'referral-list': 'Het overzicht van aanmeldingen',
  'proposal-list': 'Het overzicht van voorstellen',
  'stay-list': 'Het overzicht van verblijven',
  'finding-list': 'Het overzicht van bevindingen',
  reactions: 'Het opvolgen van besluiten',
  relay: 'Het doorgeven naar buiten',
};

/** Everything that waits for the operator; `now` is real time in milliseconds. Empty when nothing does. */
export function stuckItems(stuck: StuckWorkView, now: number): StuckItem[] {
  const { readers, parkedStreams, openDeadLetters, webhooks } = stuck;
  const halted = readers.filter(({ haltedAt }) => haltedAt !== null).map((reader) => haltedItem(reader, now));
  const parked: StuckItem = {
    text: `Van ${count(parkedStreams, 'besluit', 'besluiten')} is het vervolg mislukt; wat daarop volgt, wacht. Bekijk wat er wacht, herstel de oorzaak en laat het verder gaan.`,
    command: 'npm run operate -- parked list',
  };
  const letters: StuckItem = {
    text: `${count(openDeadLetters, 'bericht van een aanbieder kon', 'berichten van aanbieders konden')} niet worden verwerkt. Bekijk waarom, herstel de oorzaak, en laat de berichten opnieuw verwerken of zet ze op afgehandeld.`,
    command: 'npm run operate -- dead-letters list',
  };
  const givenUp = webhooks
    .filter(({ pausedBecause }) => pausedBecause === 'failing')
    .map((one) => givenUpItem(one, now));
  return [...halted, ...(parkedStreams > 0 ? [parked] : []), ...(openDeadLetters > 0 ? [letters] : []), ...givenUp];
}

function haltedItem({ reader, behind, haltedBecause, haltedSince }: ReaderView, now: number): StuckItem {
  const name = names[reader] ?? `De lezer ${reader}`;
  const since = haltedSince === null ? '' : ` sinds ${moment(haltedSince, now)}`;
  return {
    text: `${name} staat stil${since} en loopt ${count(behind, 'gebeurtenis', 'gebeurtenissen')} achter (reden: ${haltedBecause}). Herstel de oorzaak en laat het verder gaan.`,
    command: `npm run operate -- readers resume ${reader}`,
  };
}

/** Only the administrator knows who it is, and lets it go on: over the API, for it is no work of the machine's. */
function givenUpItem({ webhookId, behind, pausedAt }: WebhookStateView, now: number): StuckItem {
  const since = pausedAt === null ? '' : ` sinds ${moment(pausedAt, now)}`;
  return {
    text: `Een afnemer krijgt${since} niets meer, omdat het leveren steeds mislukte; er ${behind === 1 ? 'wacht' : 'wachten'} hoogstens ${count(behind, 'gebeurtenis', 'gebeurtenissen')}. Vraag de afnemer zijn adres te herstellen en laat het leveren verdergaan.`,
    command: `POST /v1/webhooks/${webhookId}/resumptions`,
  };
}
