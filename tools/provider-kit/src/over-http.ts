import type { Problem, ReportAnswer } from '@cap/contracts';
import { NoAnswer, type Cap } from './cap';
import type { Line } from './feed';
import type { Told } from './told';

const atOnce = 100;

/** Sends what can be read in the order of the feed, and tells what became of each line. Throws `NoAnswer`. */
export async function tellOverHttp(cap: Cap, lines: readonly Line[]): Promise<Told[]> {
  const readable = lines.filter(({ report }) => report !== null);
  const told: Told[] = [];
  for (let from = 0; from < readable.length; from += atOnce)
    told.push(...(await send(cap, readable.slice(from, from + atOnce))));
  const byNumber = new Map(told.map((one) => [one.line.number, one]));
  return lines.map((line) => byNumber.get(line.number) ?? { line, outcome: 'unreadable', message: line.flaw! });
}

async function send(cap: Cap, part: readonly Line[]): Promise<Told[]> {
  const { status, body } = await cap.post<{ answers: ReportAnswer[] } & Problem>('/v1/availability-reports', {
    reports: part.map(({ report }) => report),
  });
  if (status === 200) return part.map((line, index) => toldOf(line, body.answers[index]!));
  if (status !== 400) throw new NoAnswer(`De meldingen zijn niet aangenomen (${status}): ${body.detail}`);
  // One that cannot be read refuses all of them: then each goes alone.
  if (part.length === 1) return [{ line: part[0]!, outcome: 'unreadable', message: body.detail }];
  const told: Told[] = [];
  for (const line of part) told.push(...(await send(cap, [line])));
  return told;
}

const toldOf = (line: Line, { outcome, problem, warning }: ReportAnswer): Told =>
  problem
    ? { line, outcome, rule: problem.rule, code: problem.code, message: problem.detail }
    : { line, outcome, ...(warning === undefined ? {} : { rule: 'CPY-2', message: warning }) };
