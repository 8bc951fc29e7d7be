import type { StuckWorkView } from '@cap/contracts';
import { makeRow } from './table-row.js';
import { texts } from './texts/texts.js';
import { age, moment } from './words.js';

interface ProcessItem {
  readonly kind: string;
  readonly roles: readonly string[];
  readonly pid: number;
  readonly address: string | null;
  readonly startedAt: string;
  readonly seenAt: string;
}

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
  row.header.textContent = texts.program(item.kind);
  const cells = [
    item.roles.map(texts.role).join(', ') || texts.takesReports,
    item.address ?? texts.doesNotListen,
    `${item.pid}`,
    moment(item.startedAt, now),
    heard(item.seenAt, now),
  ];
  cells.forEach((text, index) => (row.cells[index]!.textContent = text));
  return row.line;
}

const heard = (seenAt: string, now: number): string =>
  now - Date.parse(seenAt) < silentAfterMs ? texts.justNow : texts.silent(age(seenAt, now));
