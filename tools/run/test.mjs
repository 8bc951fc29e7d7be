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
const projects = () =>
  step('Lint and unit tests of every project', () =>
    node(nx, ['run-many', '-t', 'lint,test', '--parallel=2'], { env }),
  );
const integration = () =>
  step('Integration tests: real PostgreSQL and Kafka', () => node(jest, ['-c', 'jest.int.config.mjs'], { env }));
const endToEnd = () =>
  step('End-to-end tests: every process', () => node(jest, ['-c', 'jest.e2e.config.mjs'], { env }));

/** Runs beside others, so it writes only when it fails. */
const quiet = (title, script, args) => async () => {
  let written = '';
  const start = performance.now();
  const code = await node(script, args, { env, onOutput: (text) => (written += text) });
  console.log(`${code === 0 ? '✔' : `${written}\n✘`} ${title}: ${secondsSince(start)}\n`);
  return code;
};

const repository = together(
  quiet('Formatting (prettier --check; npm run format repairs it)', 'node_modules/prettier/bin/prettier.cjs', [
    '--check',
    '.',
  ]),
  quiet('Project references (nx sync:check; npx nx sync repairs them)', nx, ['sync:check']),
  quiet('Dependencies and repository', 'tools/repository-checks/dist/main.js', []),
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
  for (const part of [compileAll, repository, projects, kafka, integration, endToEnd]) {
    const code = await part();
    if (code === 0) continue;
    console.error(`✘ npm test stopped at its first failure, after ${secondsSince(start)}: it is the last part above.`);
    return code;
  }
  console.log(`✔ All tests passed in ${secondsSince(start)}.`);
  return 0;
}
