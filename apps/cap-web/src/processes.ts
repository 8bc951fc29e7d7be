import { make } from './dom.js';
import { age, moment } from './words.js';

interface ProcessItem {
  readonly kind: string;
  readonly roles: readonly string[];
  readonly pid: number;
  readonly address: string | null;
  readonly startedAt: string;
  readonly seenAt: string;
}

const kinds: Readonly<Record<string, string>> = {
  'cap-api': 'Voordeur (cap-api)',
  'cap-worker': 'Werk na elk besluit (cap-worker)',
  'availability-worker': 'Meldingen uit Kafka (availability-worker)',
};
const roles: Readonly<Record<string, string>> = {
  http: 'vragen en opdrachten aannemen',
  live: 'wijzigingen doorgeven',
  project: 'overzichten bijwerken',
  publish: 'plaatsen doorgeven',
  react: 'opvolgen wat is besloten',
  clock: 'termijnen bewaken',
};
/** A process tells every five seconds that it lives. */
const silentAfterMs = 15_000;

/** Reads which processes run and shows them. On a failure the last known list stays. */
export async function showProcesses(body: HTMLTableSectionElement, token: string): Promise<void> {
  const response = await fetch('/v1/processes', { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return;
  const { items } = (await response.json()) as { items: ProcessItem[] };
  // Processes live on real time, which may differ from the business clock and from this device.
  const now = Date.parse(response.headers.get('date') ?? '') || Date.now();
  body.replaceChildren(...items.map((item) => line(item, now)));
}

function line(item: ProcessItem, now: number): HTMLTableRowElement {
  const header = make('th', kinds[item.kind] ?? item.kind);
  header.scope = 'row';
  const row = make('tr');
  row.append(
    header,
    make('td', item.roles.map((role) => roles[role] ?? role).join(', ') || 'meldingen verwerken'),
    make('td', item.address ?? 'luistert niet'),
    make('td', `${item.pid}`),
    make('td', moment(item.startedAt, now)),
    make('td', heard(item.seenAt, now)),
  );
  return row;
}

const heard = (seenAt: string, now: number): string =>
  now - Date.parse(seenAt) < silentAfterMs ? 'zojuist' : `al ${age(seenAt, now)} niet gehoord`;
