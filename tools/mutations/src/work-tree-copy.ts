import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf } from './patch';

/** Copies the repository as it lies there, uncommitted work included, and links the installed packages. */
export async function copyWorkTree(root: string, folder: string): Promise<void> {
  for (const path of await filesOf(root)) {
    if (!existsSync(join(root, path))) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await copyFile(join(root, path), join(folder, path));
  }
  await linkPackages(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** Copies a copy, with what was compiled in it. */
export const copyAgain = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });

const ownScope = '@cap';

/** Packages of npm are shared; ours are linked anew, or the copy would test the sources of the original. */
async function linkPackages(installed: string, linked: string): Promise<void> {
  await mkdir(join(linked, ownScope), { recursive: true });
  for (const name of await readdir(installed)) {
    if (name !== ownScope) await symlink(join(installed, name), join(linked, name));
  }
  for (const name of await readdir(join(installed, ownScope))) {
    const target = await readlink(join(installed, ownScope, name));
    if (!target.startsWith('..')) throw new Error(`node_modules/${ownScope}/${name} is no relative link. Run npm ci.`);
    await symlink(target, join(linked, ownScope, name));
  }
}
