import { randomUUID } from 'node:crypto';
import { isId, type AvailabilityReport } from '@cap/contracts';
import { availabilityReportedSchema } from '@cap/events';
import { schemaCheck } from '@cap/kafka';

/** A report with the id of its event. */
export type FedReport = AvailabilityReport & { readonly id: string };

/** One line of a feed: a report, or what makes it unreadable. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly report: FedReport | null;
  /** In Dutch; null when it can be read. */
  readonly flaw: string | null;
}

const flawOf = schemaCheck(availabilityReportedSchema);

/** The lines of a feed; empty ones are passed over. A report without an id gets one. */
export const readFeed = (text: string): Line[] =>
  text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '')
    .map((line) => ({ ...line, ...read(line.text) }));

function read(text: string): Pick<Line, 'report' | 'flaw'> {
  const parsed = parse(text);
  if (parsed === undefined) return unreadable('De regel is geen JSON-object. Zet één melding op één regel.');
  const { id = randomUUID(), ...report } = parsed;
  if (typeof id !== 'string' || !isId(id))
    return unreadable('Het id is geen UUID. Geef elke melding een UUID, hetzelfde als u haar opnieuw stuurt.');
  const flaw = flawOf(report);
  if (flaw !== null)
    return unreadable(`Deze velden passen niet bij het schema: ${flaw.detail}. Verbeter of verwijder ze.`);
  return { report: { ...(report as unknown as AvailabilityReport), id }, flaw: null };
}

const unreadable = (flaw: string) => ({ report: null, flaw });

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
