import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = resolve(__dirname, '../../../..');
const mostOutput = 64 * 1024 * 1024;
const compiled = 'tools/starter/dist/main.js';

/** A commit of this repository as programs that can be started. */
export interface OlderVersion {
  readonly folder: string;
  /** The whole name of the commit. */
  readonly commit: string;
  remove(): Promise<void>;
}

/**
 * Puts a commit in a folder, with its packages, and compiles it there.
 * @param kept a folder to put it in and leave it; where it is there already it is taken as it is. Without: a temporary one.
 */
export async function olderVersion(from: string, kept: string | undefined): Promise<OlderVersion> {
  const commit = await commitOf(from);
  if (kept !== undefined && (await exists(join(kept, compiled))))
    return { folder: resolve(kept), commit, remove: () => Promise.resolve() };
  const folder = kept === undefined ? await mkdtemp(join(tmpdir(), 'cap-version-')) : resolve(kept);
  const remove = () => (kept === undefined ? rm(folder, { recursive: true, force: true }) : Promise.resolve());
  try {
    await checkOut(commit, folder);
    await givePackages(folder);
    await compile(folder);
    return { folder, commit, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function commitOf(from: string): Promise<string> {
  try {
    const { stdout } = await run('git', ['rev-parse', '--verify', `${from}^{commit}`], { cwd: repository });
    return stdout.trim();
  } catch (cause) {
    throw new Error(`De versie ${from} is hier niet: haal de hele geschiedenis op, of noem een andere met --from.`, {
      cause,
    });
  }
}

async function checkOut(commit: string, folder: string): Promise<void> {
  const archive = `${folder}.tar`;
  try {
    await run('mkdir', ['-p', folder]);
    await run('git', ['archive', '--output', archive, commit], { cwd: repository });
    await run('tar', ['-xf', archive, '-C', folder]);
    // The user of the database must be able to pass through to its binaries.
    await chmod(folder, 0o755);
  } finally {
    await rm(archive, { force: true });
  }
}

/** A copy of our own packages where they are the same ones: its links to the workspaces lead to the other folder then. */
async function givePackages(folder: string): Promise<void> {
  const [theirs, ours] = await Promise.all(
    [folder, repository].map((root) => readFile(join(root, 'package-lock.json'), 'utf8')),
  );
  if (theirs === ours)
    await cp(join(repository, 'node_modules'), join(folder, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  else
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: folder,
      maxBuffer: mostOutput,
    });
}

async function compile(folder: string): Promise<void> {
  const { references } = JSON.parse(await readFile(join(folder, 'tsconfig.json'), 'utf8')) as {
    references: readonly { readonly path: string }[];
  };
  const projects = references.map(({ path }) => `${path}/tsconfig.build.json`);
  const compiler = join(folder, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-b', ...projects], { cwd: folder, maxBuffer: mostOutput });
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
