import { dirname, join } from 'node:path/posix';
import * as ts from 'typescript';
import { isTest, isTypeScript, type Check, type SourceFile } from '../source-file';

/** Where a program begins, and what plain Node or Jest loads by its path. */
const programs =
  /^((apps|tools)\/[^/]+\/src\/main\.ts|(apps|libs|tools)\/.+(^|[-/])cli\.ts|libs\/[^/]+\/src\/index\.ts)$/;
/** Files for tests say so in their name; whole projects for tests need not. */
const forTests = /\.(fixture|samples)\.ts$|^libs\/testing\/|^apps\/cap-e2e\//;

/** A file that nothing leads to, and a file of a program that only tests lead to. */
export const noUnusedFiles: Check = (files) => {
  const known = new Map(files.filter(isTypeScript).map((file) => [file.path, file]));
  const loadedByPath = pathsInScripts(files, known);
  const started = reached([...known.keys()].filter((path) => programs.test(path)).concat(loadedByPath), known);
  const tested = reached(
    [...known.values()].filter(isTest).map(({ path }) => path),
    known,
  );
  return [...known.keys()].flatMap((path) => {
    if (started.has(path)) return [];
    if (!tested.has(path)) return [`${path} is imported by no one. Use it or remove it.`];
    return isTest(known.get(path)!) || forTests.test(path)
      ? []
      : [`${path} is imported by tests only. Call it *.fixture.ts or *.samples.ts, or use it.`];
  });
};

function reached(entries: readonly string[], known: ReadonlyMap<string, SourceFile>): Set<string> {
  const found = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = known.get(path);
    if (!file || found.has(path)) continue;
    found.add(path);
    open.push(...imports(file));
  }
  return found;
}

/** Paths that a file imports from the repository; whether they are there is the compiler's business. */
function imports({ path, text }: SourceFile): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    // The page runs as modules in the browser: it writes the name of the compiled file.
    if (fileName.startsWith('.')) return [`${join(dirname(path), fileName.replace(/\.js$/, ''))}.ts`];
    const library = /^@cap\/([^/]+)$/.exec(fileName)?.[1];
    return library === undefined ? [] : [`libs/${library}/src/index.ts`];
  });
}

/** Compiled files that scripts load by their path, as `./run-services/start` of a library. */
function pathsInScripts(files: readonly SourceFile[], known: ReadonlyMap<string, SourceFile>): string[] {
  const scripts = files.filter(({ path }) => path.endsWith('.mjs')).map(({ text }) => text);
  const quoted = new Set(scripts.flatMap((text) => [...text.matchAll(/'\.\/([\w/-]+)'/g)].map(([, path]) => path!)));
  return [...known.keys()].filter((path) => quoted.has(path.replace(/^.*?\/src\//, '').replace(/\.ts$/, '')));
}
