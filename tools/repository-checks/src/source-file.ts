import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository: its path from the root, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Looks at all files at once and says what is wrong, one sentence each with the place. */
export type Check = (files: readonly SourceFile[]) => string[];

const withText =
  /\.(ts|mjs|cjs|js|json|md|yml|yaml|html|css|sql|patch|xml|properties|sha256|svg)$|(^|\/)(\.[a-z]+|run)$/;

/** Every text file of the repository that git does not ignore, the ones not yet added included. */
export function readSourceFiles(root: string): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return [...new Set(listed.split('\0'))]
    .filter((path) => withText.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export const isTypeScript = ({ path }: SourceFile): boolean => path.endsWith('.ts');
export const isTest = ({ path }: SourceFile): boolean => path.endsWith('.spec.ts');

/** `path:line` of a place in a file, counted from its beginning. */
export const placeOf = ({ path, text }: SourceFile, index: number): string =>
  `${path}:${text.slice(0, index).split('\n').length}`;
