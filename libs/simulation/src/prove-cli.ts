import { asLocalDate } from '@cap/contracts';
import { isClean, summaryOfFaults } from './cli/fault-summary';
import { Progress } from './cli/progress';
import { proveUsage, readProveOptions, type ProveOptions } from './cli/prove-options';
import { WrongOption } from './cli/options';
import { summaryOf } from './cli/summary';
import type { Fault } from './faults/plan/fault';
import { planOf } from './faults/plan/plan-of';
import { shrink } from './faults/plan/shrink';
import { prove } from './faults/prove';
import { inventRegion } from './region/invent-region';
import { partOfRegion } from './region/part-of-region';
import { digestOf } from './run/digest';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const start = asLocalDate('2028-01-03');

/** Plays the plan of a seed, and gives whether it was clean. */
async function playPlan(options: ProveOptions, plan: readonly Fault[]): Promise<boolean> {
  const { seed, providers, days, rate, demand } = options;
  const progress = new Progress(say);
  const region = partOfRegion(inventRegion(seed, start), providers);
  const script = { start, days, rate, faults: 0.1 };
  const onDay: Progress['day'] = (day, world) => progress.day(day, world);
  const steps = { onDay, say: (line: string) => progress.step(line), ...(options.log && { onLine: say }) };
  try {
    const { verdict, history, http } = await prove({ region, script, plan, demand, ...steps });
    for (const line of summaryOf(history, verdict, http, digestOf(history))) say(line);
    for (const line of summaryOfFaults(history)) say(line);
    return isClean(verdict, history);
  } catch (error) {
    say(`De loop kon niet verder: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}

const mostRuns = 12;

async function main(): Promise<number> {
  const options = readProveOptions(process.argv.slice(2));
  if (options.help) {
    say(proveUsage);
    return 0;
  }
  const plan = planOf(options.seed, options.kinds);
  if (await playPlan(options, plan)) return 0;
  const command = (part: readonly Fault[]) =>
    `npm run prove -- --seed ${options.seed} --plan ${part.map(({ kind }) => kind).join(',')}`;
  say(`\nZaad ${options.seed} is niet schoon: ${command(plan)}`);
  if (options.shrink) {
    say(`Het plan wordt verkleind, in hooguit ${mostRuns} keer.`);
    const smaller = await shrink(plan, async (part) => !(await playPlan(options, part)), mostRuns);
    say(`\nHet kleinste plan dat nog misgaat, van ${smaller.length} van de ${plan.length}: ${command(smaller)}`);
  }
  return 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof WrongOption ? error.message : String((error as Error).stack)}\n`);
    process.exit(error instanceof WrongOption ? 2 : 1);
  },
);
