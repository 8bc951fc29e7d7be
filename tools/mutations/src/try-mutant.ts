import { node, type Ended } from './child';
import type { Mutant } from './mutant';
import { applyPatch, whyNotApplicable } from './patch';
import { runTests } from './run-tests';

/** What became of a mutant. Every outcome but `killed` is an error. */
export type Outcome =
  | 'killed'
  | 'survived'
  | 'does-not-apply'
  | 'does-not-type-check'
  | 'timed-out'
  | 'crashed'
  | 'no-such-test'
  | 'red-without-it';

export interface Tried {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
  /** The first line of the assertion, or of what went wrong. */
  readonly why: string;
  /** Real time that it took. */
  readonly seconds: number;
}

/** Compiles projects of a copy with their tests, and what they import; only what changed is looked at again. */
export const typeCheck = (folder: string, projects: Iterable<string>): Promise<Ended> =>
  node(['node_modules/typescript/bin/tsc', '-b', ...new Set(projects)], { cwd: folder, limitMs: 600_000 });

/** Takes one guarantee out of a copy, runs the test that guards it, and puts the copy back as it was. */
export async function tryMutant(folder: string, mutant: Mutant): Promise<Tried> {
  const start = performance.now();
  const [outcome, why] = await attempt(folder, mutant);
  return { mutant, outcome, why, seconds: (performance.now() - start) / 1000 };
}

async function attempt(folder: string, mutant: Mutant): Promise<[Outcome, string]> {
  const problem = await whyNotApplicable(folder, mutant.patch);
  if (problem !== null) return ['does-not-apply', problem];
  await applyPatch(folder, mutant.patch);
  try {
    const { code, output } = await typeCheck(folder, mutant.projects);
    if (code !== 0) return ['does-not-type-check', output.trim().split('\n')[0]!];
    return await guarded(folder, mutant);
  } finally {
    await applyPatch(folder, mutant.patch, { reverse: true });
  }
}

async function guarded(folder: string, mutant: Mutant): Promise<[Outcome, string]> {
  const [result] = await runTests(folder, [mutant]);
  switch (result!.end) {
    case 'failed-by-assertion':
      return ['killed', result!.why];
    case 'passed':
      return ['survived', 'Its test passes without the guarantee.'];
    case 'not-run':
      return ['no-such-test', `No test has the name "${mutant.test}".`];
    case 'timed-out':
    case 'crashed':
      return [result!.end, result!.why];
  }
}

/** The named tests on the copy as it is: one that is red anyway proves nothing. Gives the mutants whose test is not green. */
export async function redWithoutMutant(folder: string, mutants: readonly Mutant[]): Promise<Tried[]> {
  const red: Tried[] = [];
  for (const jest of new Set(mutants.map((mutant) => mutant.jest))) {
    const of = mutants.filter((mutant) => mutant.jest === jest);
    const results = await runTests(folder, of);
    results.forEach((result, index) => {
      if (result.end === 'passed') return;
      const mutant = of[index]!;
      if (result.end === 'not-run')
        red.push({ mutant, outcome: 'no-such-test', why: `No test has the name "${mutant.test}".`, seconds: 0 });
      else red.push({ mutant, outcome: 'red-without-it', why: result.why, seconds: 0 });
    });
  }
  return red;
}
