import { dirname } from 'node:path';
import { run } from './child';

/**
 * Whether a patch applies to the files in a folder; null when it does, else what git says. Changes nothing.
 * Outside a repository, or in its root: within a folder below one, git would pass over every file in silence.
 */
export async function whyNotApplicable(folder: string, patch: string): Promise<string | null> {
  const { code, output } = await git(folder, ['apply', '--check', patch]);
  return code === 0 ? null : output.trim().split('\n')[0]!;
}

/** Applies a patch, or takes it back. Throws when git does not manage. */
export async function applyPatch(folder: string, patch: string, { reverse = false } = {}): Promise<void> {
  const { code, output } = await git(folder, ['apply', ...(reverse ? ['--reverse'] : []), patch]);
  if (code !== 0) throw new Error(`git apply failed in ${folder}: ${output.trim()}`);
}

/** Paths of every file of the repository that git does not ignore, the ones not yet added included. */
export async function filesOf(root: string): Promise<string[]> {
  const { code, output } = await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (code !== 0) throw new Error(`The files of ${root} cannot be listed, is it a git clone? ${output.trim()}`);
  return [...new Set(output.split('\0'))].filter((path) => path !== '');
}

const git = (cwd: string, args: readonly string[]) =>
  run('git', args, { cwd, env: { GIT_CEILING_DIRECTORIES: dirname(cwd), LC_ALL: 'C' } });
