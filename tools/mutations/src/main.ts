import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkApplies } from './check-applies';
import { endChildren } from './child';
import { readMutants, type Mutant } from './mutant';
import { readOptions } from './options';
import { summary, table } from './table';
import { tryAll, type Progress } from './try-all';

const root = join(__dirname, '../../..');
const patches = join(__dirname, '../patches');

const progress: Progress = {
  step: (text) => console.log(`▶ ${text}`),
  tried: ({ mutant, outcome, seconds }) =>
    console.log(`  ${outcome === 'killed' ? '✔' : '✘'} ${mutant.name}: ${outcome}, ${seconds.toFixed(1)} s`),
};

/** Takes each guarantee out of a copy and sees whether its test notices. Gives the exit code. */
async function main(): Promise<number> {
  const { named, checkApplies: onlyApplies, lanes } = readOptions(process.argv.slice(2));
  const mutants = readMutants(patches, named);
  if (!onlyApplies) return tryInFolder(mutants, lanes);
  const problems = await checkApplies(root, mutants);
  for (const problem of problems) console.error(`✘ ${problem}`);
  if (problems.length === 0) console.log(`✔ All ${mutants.length} patches apply.`);
  return problems.length === 0 ? 0 : 1;
}

async function tryInFolder(mutants: readonly Mutant[], lanes: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cap-mutations-'));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  endWhenAsked(cleanUp);
  try {
    const results = await tryAll(root, mutants, { folder, lanes, progress });
    console.log(`\n${table(results)}\n\n${summary(results)}`);
    return results.every(({ outcome }) => outcome === 'killed') ? 0 : 1;
  } finally {
    cleanUp();
  }
}

/** On Ctrl-C, and when the program that started us is gone. */
function endWhenAsked(cleanUp: () => void): void {
  const end = () => {
    endChildren();
    cleanUp();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  if (process.connected) process.once('disconnect', end);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
