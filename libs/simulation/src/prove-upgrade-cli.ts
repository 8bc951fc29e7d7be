import { asLocalDate } from '@cap/contracts';
import { WrongOption } from './cli/options';
import { Progress } from './cli/progress';
import { summaryOf } from './cli/summary';
import { readUpgradeOptions, upgradeUsage, type UpgradeOptions } from './cli/upgrade-options';
import { inventRegion } from './region/invent-region';
import { partOfRegion } from './region/part-of-region';
import { digestOf } from './run/digest';
import { olderVersion } from './upgrade/older-version';
import { proveUpgrade } from './upgrade/prove-upgrade';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const start = asLocalDate('2028-01-03');

/** Plays while this checkout takes over from an older version, and gives the exit code: 0 when the verdict is clean. */
async function play({ from, folder, seed, providers, daysBefore, daysAfter, log }: UpgradeOptions): Promise<number> {
  const progress = new Progress(say);
  progress.step(`versie n (${from}) wordt klaargezet: uitchecken, pakketten, compileren`);
  const older = await olderVersion(from, folder);
  try {
    progress.step(`versie n is ${older.commit}; een volledige omgeving van versie n start in een verse map`);
    const { verdict, history, http } = await proveUpgrade({
      region: partOfRegion(inventRegion(seed, start), providers),
      script: { start, days: daysBefore + daysAfter, rate: 24, faults: 0.1 },
      olderFolder: older.folder,
      daysBefore,
      daysAfter,
      onDay: (day, world) => progress.day(day, world),
      say: (line) => progress.step(line),
      onLine: log ? say : () => undefined,
    });
    for (const line of summaryOf(history, verdict, http, digestOf(history))) say(line);
    return verdict.clean ? 0 : 1;
  } finally {
    await older.remove();
  }
}

async function main(): Promise<number> {
  const options = readUpgradeOptions(process.argv.slice(2));
  if (!options.help) return play(options);
  say(upgradeUsage);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof WrongOption ? error.message : String((error as Error).stack)}\n`);
    process.exit(error instanceof WrongOption ? 2 : 1);
  },
);
