import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endWithParent } from '@cap/platform';
import { format, resolveConfig } from 'prettier';
import { benchReports } from './benchmarks/a-reports';
import { benchCommands } from './benchmarks/b-commands';
import { benchLive } from './benchmarks/c-live';
import { benchMatching } from './benchmarks/d-matching';
import { benchRebuild } from './benchmarks/e-rebuild';
import { benchStart } from './benchmarks/f-start';
import type { Line } from './figures/line';
import { circumstances } from './figures/machine';
import { onWhat, page, table, type Report } from './figures/page';
import { readOptions, usage, WrongOption, type Letter } from './options';
import { postgresVersion } from './stand/stand';

const benchmarks: Readonly<Record<Letter, (quick: boolean) => Promise<Line[]>>> = {
  a: benchReports,
  b: benchCommands,
  c: benchLive,
  d: benchMatching,
  e: benchRebuild,
  f: benchStart,
};

/** Progress goes beside the figures, so that those can be read by a program. */
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function bench(): Promise<void> {
  endWithParent();
  const options = readOptions(process.argv.slice(2));
  if (options === null) return void process.stdout.write(usage);
  const lines: Line[] = [];
  for (const letter of options.only) {
    const begin = performance.now();
    lines.push(...(await benchmarks[letter](options.quick)));
    tell(`✔ ${letter}: ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  }
  const report: Report = { circumstances: circumstances(postgresVersion()), lines };
  if (options.write) await write(report);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : `\n${onWhat(report.circumstances)}\n\n${table(report.lines)}`,
  );
}

async function write(report: Report): Promise<void> {
  const file = join(__dirname, '../../../docs/benchmarks.md');
  writeFileSync(file, await format(page(report), { ...(await resolveConfig(file)), parser: 'markdown' }));
}

bench().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      error instanceof WrongOption
        ? `${error.message}\n${usage}`
        : `${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  },
);
