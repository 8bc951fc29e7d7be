import { isDeepStrictEqual } from 'node:util';
import type { ReportAnswered } from '@cap/events';
import type { FedReport, Line } from './feed';

/** A line that can be read. */
interface Sent {
  readonly number: number;
  readonly report: FedReport;
}

/**
 * Which reply is of which line, by the number of the line. A reply names the id of a report, and an id may stand on more than one line:
 * the first that is accepted has it from then on, the same again is no news, and another one under it is refused (CPY-3). Until
 * then each line is answered in its turn.
 * @param replies in the order in which they came.
 */
export function matchReplies(lines: readonly Line[], replies: readonly ReportAnswered[]): Map<number, ReportAnswered> {
  const sent = lines.flatMap(({ number, report }) =>
    report ? [{ number, report: { ...report, id: report.id.toLowerCase() } }] : [],
  );
  const answered = grouped(replies, ({ reportId }) => reportId.toLowerCase());
  const found = new Map<number, ReportAnswered>();
  for (const [id, same] of grouped(sent, ({ report }) => report.id))
    for (const [number, reply] of matchOfOneId(same, answered.get(id) ?? [])) found.set(number, reply);
  return found;
}

function matchOfOneId(same: readonly Sent[], replies: readonly ReportAnswered[]): [number, ReportAnswered][] {
  const left = [...replies];
  const found: [number, ReportAnswered][] = [];
  let accepted: FedReport | null = null;
  for (const [index, { number, report }] of same.entries()) {
    if (accepted && isDeepStrictEqual(accepted, report)) continue;
    // The id was used before: by an earlier line that was accepted without a reply, or by a report of before these lines.
    const isOfALaterLine = !accepted && left[0]?.code === 'report-id-reused' && differsLater(same.slice(index));
    const reply = isOfALaterLine ? undefined : left.shift();
    if (reply) found.push([number, reply]);
    if (!accepted && reply?.outcome !== 'refused') accepted = report;
  }
  return found;
}

const differsLater = ([first, ...later]: readonly Sent[]): boolean =>
  later.some(({ report }) => !isDeepStrictEqual(report, first!.report));

function grouped<Thing>(things: readonly Thing[], by: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(by(thing), [...(groups.get(by(thing)) ?? []), thing]);
  return groups;
}
