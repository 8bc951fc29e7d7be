import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant';
import { whyNotApplicable } from './patch';

/** Which patches no longer apply to the repository, or name a file that is not there; one sentence each. */
export async function checkApplies(root: string, mutants: readonly Mutant[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, patch, jest, file } of mutants) {
    for (const path of [jest, file]) if (!existsSync(join(root, path))) problems.push(`${name}: there is no ${path}.`);
    const problem = await whyNotApplicable(root, patch);
    if (problem !== null) problems.push(`${name}: the patch no longer applies (${problem}). Make it anew.`);
  }
  return problems;
}
