import type { Line } from './line';
import type { Circumstances } from './machine';
import type { Spread } from './statistics';

/** Figures of one run, and on what they were taken. */
export interface Report {
  readonly circumstances: Circumstances;
  readonly lines: readonly Line[];
}

const number = (value: number): string =>
  value >= 1000 ? String(Math.round(value)) : value >= 100 ? value.toFixed(0) : value.toPrecision(3);
const figure = ({ median, least, most }: Spread): string => `${number(median)} [${number(least)}–${number(most)}]`;
const verdict = ({ reached }: Line): string => (reached === undefined ? '' : reached ? 'yes' : '**no**');

const row = (line: Line): string =>
  [
    line.of,
    line.what,
    `${figure(line.value)} ${line.unit}`,
    line.beside ? `${line.beside.what}: ${figure(line.beside.value)}` : '',
    line.beside ? figure(line.beside.ratio) : '',
    line.asked ?? '',
    verdict(line),
  ].join(' | ');

/** The table, as Markdown. */
export const table = (lines: readonly Line[]): string =>
  [
    '| | what | measured | beside | ratio | asked | reached |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${row(line)} |`),
    '',
  ].join('\n');

/** On what, in one sentence. */
export const onWhat = ({ takenAt, cores, processor, memoryGiB, node, postgres, commit }: Circumstances): string =>
  `Taken on ${takenAt} at commit ${commit}, on ${cores} cores (${processor}) and ${memoryGiB} GiB, Node ${node}` +
  `${postgres === undefined ? '' : `, PostgreSQL ${postgres}`}.`;

/** The page of the repository: what the table says, and how it came about. */
export const page = ({ circumstances, lines }: Report): string => `# Benchmarks

${onWhat(circumstances)} This page is written by \`npm run bench -- --write\`.

Each figure stands beside its denominator: the least that the machine must do for the same. Both are measured in one run, in
alternating rounds, after one that does not count. A ratio is the median of the ratios of the rounds, in brackets the least and
the most of them: what else the machine does slows both down. PostgreSQL is the embedded one with all its durability
(fsync, synchronous_commit) on the same disk; load, clients, database and programs share the machine. How each is measured stands at the
head of its file in \`tools/bench/src/benchmarks\`; where a figure is not what was asked, [why](decisions/0021-figures.md).

${table(lines)}`;
