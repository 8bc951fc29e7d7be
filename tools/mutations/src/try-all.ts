import { join } from 'node:path';
import type { Mutant } from './mutant';
import { redWithoutMutant, tryMutant, typeCheck, type Tried } from './try-mutant';
import { copyAgain, copyWorkTree } from './work-tree-copy';

export interface Progress {
  step(text: string): void;
  tried(result: Tried): void;
}

/**
 * Tries mutants in copies of the repository, `lanes` at a time, within an empty folder that the caller removes.
 * Throws when the repository does not compile as it is.
 */
export async function tryAll(
  root: string,
  mutants: readonly Mutant[],
  { folder, lanes, progress }: { folder: string; lanes: number; progress: Progress },
): Promise<Tried[]> {
  const first = join(folder, '1');
  progress.step(`Copying the repository to ${folder}`);
  await copyWorkTree(root, first);
  progress.step('Compiling the copy');
  const { code, output } = await typeCheck(
    first,
    mutants.flatMap((mutant) => mutant.projects),
  );
  if (code !== 0) throw new Error(`The repository does not compile as it is, so no mutant can be judged:\n${output}`);
  progress.step('Running the named tests without a mutant');
  const red = await redWithoutMutant(first, mutants);
  red.forEach(progress.tried);

  const queue = mutants.filter((mutant) => !red.some((one) => one.mutant === mutant));
  const copies = Array.from({ length: Math.min(lanes, queue.length) }, (_, lane) => join(folder, `${lane + 1}`));
  for (const copy of copies.slice(1)) await copyAgain(first, copy);
  progress.step(`Trying ${queue.length} mutants, ${copies.length} at a time`);
  const done: Tried[] = [...red];
  const lane = async (copy: string) => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const result = await tryMutant(copy, mutant);
      progress.tried(result);
      done.push(result);
    }
  };
  await Promise.all(copies.map(lane));
  return done.sort((a, b) => (a.mutant.name < b.mutant.name ? -1 : 1));
}
