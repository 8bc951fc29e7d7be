import { compile } from './compile.mjs';
import { install } from './install.mjs';
import { node } from './child.mjs';
import { openapi } from './openapi.mjs';
import { rebuild } from './rebuild.mjs';
import { schemathesis } from './schemathesis.mjs';
import { test } from './test.mjs';

/** Makes the repository ready, then hands over to a compiled program. */
const program =
  (file, ...always) =>
  async (args) => {
    await install();
    await compile();
    return node(file, [...always, ...args], { lifeline: true });
  };

/** What `node tools/run.mjs` can do: each takes the arguments and answers with an exit code. */
export const commands = {
  start: program('tools/starter/dist/main.js'),
  'start:full': program('tools/starter/dist/main.js', '--full'),
  simulate: program('libs/simulation/dist/cli.js'),
  prove: program('libs/simulation/dist/prove-cli.js'),
  'prove:upgrade': program('libs/simulation/dist/prove-upgrade-cli.js'),
  backup: program('tools/starter/dist/backup/cli.js', 'backup'),
  restore: program('tools/starter/dist/backup/cli.js', 'restore'),
  operate: program('tools/operate/dist/main.js'),
  'provider-kit': program('tools/provider-kit/dist/main.js'),
  bench: program('tools/bench/dist/main.js'),
  steady: program('apps/cap-e2e/dist/steady-cli.js'),
  mutations: program('tools/mutations/dist/main.js'),
  describe: program('libs/events/dist/describe-cli.js'),
  openapi,
  rebuild,
  'prove:rebuild': program('apps/cap-e2e/dist/prove-rebuild-cli.js'),
  pages: program('tools/repository-checks/dist/write-pages-cli.js'),
  schemathesis,
  test,
};
