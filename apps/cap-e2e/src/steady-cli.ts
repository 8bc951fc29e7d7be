import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onShutdown, shutDown } from '@cap/platform';
import { Client } from 'pg';
import { endCap, startCap, type Cap } from './support/start-cap';
import { unexplainedGrowth } from './steady/growth';
import { programsNow } from './steady/programs-now';
import type { Sample } from './steady/sample';
import { tableOf } from './steady/table-of-samples';
import { lagNow, tablesNow } from './steady/tables-now';

const simulator = join(__dirname, '../../../libs/simulation/dist/cli.js');
/** More than the simulator plays in an hour. */
const mostDays = '365';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run steady -- --minutes N --seed N`: the full mode under the simulator's load for N minutes, and what its
 * programs and tables hold meanwhile. Ends with 0 when the simulator's verdict is clean and nothing grew unexplained.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '11' } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes >= 1 && minutes <= 60)) throw new Error('--minutes must be a number from 1 to 60.');
  say('An instance starts in full mode, in a folder of its own.');
  const cap = await startCap({ full: true });
  onShutdown('instance', () => endCap(cap));
  const database = new Client({ connectionString: cap.databaseUrl() });
  await database.connect();
  try {
    const { samples, verdict } = await play(cap, database, minutes, values.seed);
    for (const line of tableOf(samples)) say(line);
    const grown = unexplainedGrowth(samples);
    say(grown.length === 0 ? 'Nothing grew without an explanation.' : `Unexplained growth:\n${grown.join('\n')}`);
    return verdict === 0 && grown.length === 0 ? 0 : 1;
  } finally {
    await database.end();
    await endCap(cap);
  }
}

async function play(cap: Cap, database: Client, minutes: number, seed: string) {
  const where = ['--against', cap.apis.join(','), '--kafka', '--kafka-brokers', cap.kafkaBrokers ?? ''];
  const options = ['--seed', seed, '--days', mostDays, '--minutes', String(minutes), ...where];
  const simulating = spawn(process.execPath, [simulator, ...options], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(simulating, 'exit').then(([code]) => code as number | null);
  const begun = performance.now();
  const everyMs = (minutes * 60_000) / 60;
  const samples: Sample[] = [];
  for (;;) {
    const elapsed = performance.now() - begun;
    samples.push(await sampleAt(elapsed / 60_000, cap, database));
    const pause = new Promise<'go on'>((resolve) => setTimeout(resolve, everyMs, 'go on'));
    const next = await Promise.race([pause, ended]);
    if (next !== 'go on') return { samples, verdict: next };
  }
}

const sampleAt = async (minute: number, cap: Cap, database: Client): Promise<Sample> => ({
  minute,
  programs: programsNow(cap.pid),
  tables: await tablesNow(database),
  lag: await lagNow(database),
});

main().then(shutDown, async (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await shutDown(1);
});
