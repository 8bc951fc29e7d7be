import type { StuckWorkView } from '@cap/contracts';
import { makeRow } from './table-row.js';
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

/** What runs, and what waits for the operator. */
export interface WhatRuns extends StuckWorkView {
  readonly items: readonly ProcessItem[];
  /** Real time of the server in milliseconds: it may differ from the business clock and from this device. */
  readonly now: number;
}

/** Reads what runs; null on a failure: then the last known stays. */
export async function readWhatRuns(token: string): Promise<WhatRuns | null> {
  const response = await fetch('/v1/processes', { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return null;
  const now = Date.parse(response.headers.get('date') ?? '') || Date.now();
  return { ...((await response.json()) as Omit<WhatRuns, 'now'>), now };
}

/** Shows which processes run. */
export function showProcesses(body: HTMLTableSectionElement, { items, now }: WhatRuns): void {
  body.replaceChildren(...items.map((item) => line(body, item, now)));
}

function line(body: HTMLTableSectionElement, item: ProcessItem, now: number): HTMLTableRowElement {
  const row = makeRow(body);
  row.header.textContent = kinds[item.kind] ?? item.kind;
  const texts = [
    item.roles.map((role) => roles[role] ?? role).join(', ') || 'meldingen verwerken',
    item.address ?? 'luistert niet',
    `${item.pid}`,
    moment(item.startedAt, now),
    heard(item.seenAt, now),
  ];
  texts.forEach((text, index) => (row.cells[index]!.textContent = text));
  return row.line;
}

const heard = (seenAt: string, now: number): string =>
  now - Date.parse(seenAt) < silentAfterMs ? 'zojuist' : `al ${age(seenAt, now)} niet gehoord`;
