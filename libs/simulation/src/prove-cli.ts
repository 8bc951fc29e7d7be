import { asLocalDate } from '@cap/contracts';
import { playPlan } from './cli/play-plan';
import { proveUsage, readProveOptions } from './cli/prove-options';
import { WrongOption } from './cli/options';
import type { Fault } from './faults/plan/fault';
import { planOf } from './faults/plan/plan-of';
import { shrink } from './faults/plan/shrink';
import { inventRegion } from './region/invent-region';
import { partOfRegion } from './region/part-of-region';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const start = asLocalDate('2028-01-03');
const mostRuns = 12;

/** Plays the plan of a seed. When it is not clean, the plan is made smaller while it fails; both are printed. */
async function main(): Promise<number> {
  const {
    seed,
    kinds,
    providers,
    days,
    rate,
    demand,
    log,
    help,
    shrink: shrinks,
  } = readProveOptions(process.argv.slice(2));
  if (help) {
    say(proveUsage);
    return 0;
  }
  const region = partOfRegion(inventRegion(seed, start), providers);
  const script = { start, days, rate, faults: 0.1 };
  const isClean = (part: readonly Fault[]) => playPlan({ region, script, plan: part, demand, log }, say);
  const command = (part: readonly Fault[]) =>
    `npm run prove -- --seed ${seed} --providers ${providers} --plan ${part.map(({ kind }) => kind).join(',')}`;

  const plan = planOf(seed, kinds);
  if (await isClean(plan)) return 0;
  say(`\nZaad ${seed} is niet schoon: ${command(plan)}`);
  if (!shrinks) return 1;
  say(`Het plan wordt verkleind, in hooguit ${mostRuns} keer.`);
  const smaller = await shrink(plan, async (part) => !(await isClean(part)), mostRuns);
  say(`\nHet kleinste plan dat nog misgaat, ${smaller.length} van de ${plan.length} storingen: ${command(smaller)}`);
  return 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof WrongOption ? error.message : String((error as Error).stack)}\n`);
    process.exit(error instanceof WrongOption ? 2 : 1);
  },
);
