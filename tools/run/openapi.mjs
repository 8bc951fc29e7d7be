import { node } from './child.mjs';
import { compile } from './compile.mjs';
import { install } from './install.mjs';

/** Writes what is made from the code for who calls the API: the document, and the types of the client that our tests use. */
export async function openapi() {
  await install();
  await compile();
  const code = await node('apps/cap-api/dist/openapi-cli.js');
  if (code !== 0) return code;
  return node('node_modules/openapi-typescript/bin/cli.js', [
    'docs/api/openapi.json',
    '-o',
    'apps/cap-e2e/src/api/paths.generated.ts',
  ]);
}
