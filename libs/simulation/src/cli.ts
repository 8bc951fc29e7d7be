import { onShutdown } from '@cap/platform';
import { verdictOn } from './audit/verdict';
import { readOptions, usage, WrongOption, type Options } from './cli/options';
import { playPlan } from './cli/play-plan';
import { Progress } from './cli/progress';
import { summaryOf } from './cli/summary';
import { CapApi } from './client/api';
import { NotReachable } from './client/http-client';
import { ReportsOverKafka } from './client/reports-over-kafka';
import { planOf } from './faults/plan/plan-of';
import { usualDemand } from './faults/scene';
import { adoptInstance, InstanceRefused } from './instance/adopt';
import { startOwnInstance, type RunningInstance } from './instance/own-instance';
import { inventRegion, type InventedRegion } from './region/invent-region';
import { digestOf } from './run/digest';
import { simulate } from './run/simulation';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a simulation and gives the exit code: 0 when the auditor's verdict is clean. */
async function run(options: Options): Promise<number> {
  const progress = new Progress(say);
  const region = inventRegion(options.seed, options.start);
  if (options.plan.length > 0) {
    const plan = planOf(options.seed, options.plan);
    return (await playPlan({ region, script: options, plan, demand: usualDemand, log: false }, say)) ? 0 : 1;
  }
  const instance = await instanceFor(options, progress);
  try {
    return await play(options, region, instance, progress);
  } finally {
    await instance.stop();
  }
}

async function play(options: Options, region: InventedRegion, instance: RunningInstance, progress: Progress) {
  const api = new CapApi(instance.apis);
  const adopted = await adoptInstance(api, region, options.start);
  progress.step(
    `regio van zaad ${options.seed}: ${region.units.length} groepen, ${adopted.stock.length} lopende verblijven`,
  );
  const topics = options.kafka ? await topicsOf(region, instance) : undefined;
  try {
    const onDay: Progress['day'] = (day, world) => progress.day(day, world);
    const end = performance.now() + options.minutes * 60_000;
    const enough = () => performance.now() >= end;
    const history = await simulate(options, { api, region, topics, onDay, enough }, adopted);
    progress.step('de controleur rekent na');
    const verdict = verdictOn(history);
    for (const line of summaryOf(history, verdict, api.http.figures, digestOf(history))) say(line);
    return verdict.clean ? 0 : 1;
  } finally {
    await topics?.close();
  }
}

async function instanceFor({ against, kafka, brokers }: Options, progress: Progress): Promise<RunningInstance> {
  if (against.length > 0) return { apis: against, brokers, stop: () => Promise.resolve() };
  progress.step('een eigen omgeving start in een verse map');
  const own = await startOwnInstance({ kafka, apis: 2 }, () => undefined);
  onShutdown('the own instance', own.stop);
  return own;
}

function topicsOf({ providers }: InventedRegion, { brokers }: RunningInstance): Promise<ReportsOverKafka> {
  if (brokers.length === 0)
    throw new WrongOption('--kafka vraagt het adres van Kafka: --kafka-brokers of KAFKA_BROKERS.');
  return ReportsOverKafka.connect(
    brokers,
    providers.map(({ providerId }) => providerId),
  );
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (!options.help) return run(options);
  say(usage);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const expected = [WrongOption, InstanceRefused, NotReachable].some((kind) => error instanceof kind);
    process.stderr.write(`${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exit(expected ? 2 : 1);
  },
);
