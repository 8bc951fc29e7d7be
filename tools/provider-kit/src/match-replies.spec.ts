import { randomUUID } from 'node:crypto';
import type { ReportAnswered } from '@cap/events';
import type { Line } from './feed';
import { matchReplies } from './match-replies';

const unitId = randomUUID();
const [one, two] = [randomUUID(), randomUUID()];

/** Lines of an id and how many places are in use; null is unreadable. */
const linesOf = (...reports: ([string, number] | null)[]): Line[] =>
  reports.map((report, index) => ({
    number: index + 1,
    text: '',
    report: report && {
      id: report[0],
      unitId,
      observedAt: '2028-01-10T10:00:00Z',
      inOperation: 4,
      occupied: report[1],
    },
    flaw: report ? null : 'Geen JSON.',
  }));
const refused = (reportId: string, code: string) =>
  ({ reportId, outcome: 'refused', code }) as unknown as ReportAnswered;
const reused = (reportId: string) => refused(reportId, 'report-id-reused');
const warned = (reportId: string) => ({ reportId, outcome: 'applied' }) as unknown as ReportAnswered;

describe('a reply is of', () => {
  it.each<[string, Line[], ReportAnswered[], Record<number, string>]>([
    ['the line of its report', linesOf([one, 1], null, [two, 9]), [refused(two, 'x')], { 3: 'x' }],
    ['the second, when the first was accepted', linesOf([one, 1], [one, 2]), [reused(one)], { 2: 'report-id-reused' }],
    [
      'each that differs from the accepted one',
      linesOf([one, 1], [one, 2], [one, 1], [one, 3]),
      [reused(one), reused(one)],
      { 2: 'report-id-reused', 4: 'report-id-reused' },
    ],
    [
      'the first, when that was refused and the second is right',
      linesOf([one, 9], [one, 1]),
      [refused(one, 'x')],
      { 1: 'x' },
    ],
    [
      'both, when both are wrong',
      linesOf([one, 9], [one, 8]),
      [refused(one, 'x'), refused(one, 'y')],
      { 1: 'x', 2: 'y' },
    ],
    ['the only line, when the id was used before', linesOf([one, 1]), [reused(one)], { 1: 'report-id-reused' }],
    [
      'the first with a warning, and the second that differs',
      linesOf([one, 1], [one, 2]),
      [warned(one), reused(one)],
      { 1: 'applied', 2: 'report-id-reused' },
    ],
    ['a report whose id is written otherwise', linesOf([one.toUpperCase(), 9]), [refused(one, 'x')], { 1: 'x' }],
  ])('%s', (_, lines, replies, expected) => {
    const found = [...matchReplies(lines, replies)].map(([number, { code, outcome }]) => [number, code ?? outcome]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});
