import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './child.mjs';
import { step } from './steps.mjs';

const compiler = 'node_modules/typescript/bin/tsc';

/** Compiles every program, not the tests. Only what changed: nothing to do takes about a second. */
export async function compile() {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const projects = references.map(({ path }) => `${path}/tsconfig.build.json`);
  const code = await step('Compile', () => node(compiler, ['-b', ...projects]));
  if (code !== 0) throw new Error('The programs do not compile, see above.');
}

/** Compiles these folders, or all with their tests. Answers with an exit code. */
export const compileFor = (...folders) =>
  node(compiler, [
    '-b',
    ...(folders.length > 0 ? folders.map((folder) => `${folder}/tsconfig.build.json`) : ['tsconfig.json']),
  ]);
