import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One way to take a guarantee out, and the test that must then go red. */
export interface Mutant {
  readonly name: string;
  /** The guarantee, in the words of the architecture page. */
  readonly guarantee: string;
  /** Jest's configuration, and the file and full name of the test. */
  readonly jest: string;
  readonly file: string;
  readonly test: string;
  /** Folders of the projects that the patch changes, and of the test: they must still type-check. */
  readonly projects: readonly string[];
  /** Path of the patch. */
  readonly patch: string;
}

const fields = ['Guarantee', 'Jest', 'File', 'Test'] as const;

/**
 * Reads the head of a patch: the lines `Guarantee:`, `Jest:`, `File:` and `Test:` before the difference itself.
 * Throws an error that names the missing line.
 */
export function parseMutant(name: string, patch: string, text: string): Mutant {
  const start = text.search(/^(diff --git |--- )/m);
  if (start < 0) throw new Error(`${name}: the file holds no difference. Make one with git diff.`);
  const head = text.slice(0, start).split('\n');
  const [guarantee, jest, file, test] = fields.map((field) => {
    const line = head.find((candidate) => candidate.startsWith(`${field}: `));
    if (!line) throw new Error(`${name}: the head of the patch lacks the line "${field}: ...".`);
    return line.slice(field.length + 2).trim();
  });
  const changed = [...text.slice(start).matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, path]) => path!);
  const projects = [...new Set([...changed, file!].map(projectOf))];
  return { name, patch, guarantee: guarantee!, jest: jest!, file: file!, test: test!, projects };
}

/** `libs/events/src/x.ts` belongs to `libs/events`. */
const projectOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/**
 * The mutants of a folder whose name contains one of `named`, by name; all of them when nothing is named. Throws an error that names
 * what no patch has in its name.
 */
export function readMutants(folder: string, named: readonly string[]): Mutant[] {
  const names = readdirSync(folder)
    .filter((entry) => entry.endsWith('.patch'))
    .map((entry) => entry.slice(0, -'.patch'.length));
  const unknown = named.filter((part) => !names.some((name) => name.includes(part)));
  if (unknown.length > 0) throw new Error(`No patch in ${folder} has in its name: ${unknown.join(', ')}.`);
  return names
    .filter((name) => named.length === 0 || named.some((part) => name.includes(part)))
    .sort()
    .map((name) => {
      const path = join(folder, `${name}.patch`);
      return parseMutant(name, path, readFileSync(path, 'utf8'));
    });
}
