import { node } from './child.mjs';
import { compileFor } from './compile.mjs';
import { install } from './install.mjs';
import { prepareKafka } from './kafka.mjs';
import { secondsSince, step } from './steps.mjs';

const nx = 'node_modules/nx/dist/bin/nx.js';
const jest = 'node_modules/jest/bin/jest.js';
const env = { CI: 'true', NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_ISOLATE_PLUGINS: 'false' };

/** Builds and type-checks every project, specs included, in one go: Nx would start a compiler twice for each. */
const compileAll = () => step('Compile programs and tests', () => compileFor());
const integration = () =>
  step('Integration tests: real PostgreSQL and Kafka', () => node(jest, ['-c', 'jest.int.config.mjs'], { env }));
const endToEnd = () =>
  step('End-to-end tests: every process', () => node(jest, ['-c', 'jest.e2e.config.mjs'], { env }));

/** Runs beside others, so it writes only when it fails: by its exit code, or because it says that it left something out. */
const quiet = (title, script, args, leftOut) => async () => {
  let written = '';
  const start = performance.now();
  const ended = await node(script, args, { env, onOutput: (text) => (written += text) });
  const code = leftOut?.test(written) ? 1 : ended;
  console.log(`${code === 0 ? '✔' : `${written}\n✘`} ${title}: ${secondsSince(start)}\n`);
  return code;
};

/** The compiler takes one core. */
const compileAndLook = together(
  compileAll,
  quiet('Formatting (prettier --check; npm run format repairs it)', 'node_modules/prettier/bin/prettier.cjs', [
    '--check',
    '.',
  ]),
  quiet('Project references (nx sync:check; npx nx sync repairs them)', nx, ['sync:check']),
);

/**
 * One run each for all projects: a run for each reads the same types and packages again. ESLint finds the boundaries in the graph
 * that `nx sync:check` has just made; without it, it would skip that rule.
 */
const repository = together(
  quiet('Dependencies and repository', 'tools/repository-checks/dist/main.js', []),
  quiet('Lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0'], /No cached ProjectGraph/),
  quiet('Unit tests', jest, ['-c', 'jest.unit.config.mjs', '--maxWorkers=2']),
);

function together(...steps) {
  return async () => Math.max(...(await Promise.all(steps.map((one) => one()))));
}

/** Every test there is, in order of how soon it fails. Stops at the first failure. */
export async function test() {
  const start = performance.now();
  await install();
  const code = await compileFor('libs/local-services');
  if (code !== 0) return code;
  const kafka = prepareKafka();
  for (const part of [compileAndLook, repository, kafka, integration, endToEnd]) {
    const code = await part();
    if (code === 0) continue;
    console.error(`✘ npm test stopped at its first failure, after ${secondsSince(start)}: it is the last part above.`);
    return code;
  }
  console.log(`✔ All tests passed in ${secondsSince(start)}.`);
  return 0;
}
