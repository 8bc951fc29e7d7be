import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const migrateCli = join(root, 'libs/event-store/dist/migrate-cli.js');

/** Before the first test of a run: the services that the selected files ask for. */
export default async function setUp(runConfig, projectConfig) {
  build('libs/testing', 'libs/event-store');
  const compiled = createRequire(join(root, 'libs/testing/dist/index.js'));
  const { servicesFor } = compiled('./run-services/selection');
  const { startRunServices } = compiled('./run-services/start');
  const services = await startRunServices(servicesFor(selectedFiles(runConfig, projectConfig)), migrateCli);
  Object.assign(process.env, services.environment);
  globalThis.capRunServices = services;
  for (const description of services.descriptions) console.log(`\nFor this run: ${description}`);
}

/** Tests read source, but this file is loaded by Node itself, which finds the libraries compiled. */
function build(...libraries) {
  const projects = libraries.map((library) => join(root, library, 'tsconfig.build.json'));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-b', ...projects], { stdio: 'inherit', cwd: root });
}

function selectedFiles(runConfig, { testMatch: [pattern] }) {
  const suffix = pattern.slice(pattern.lastIndexOf('*') + 1);
  const patterns = runConfig.testPathPatterns.patterns.map((text) => new RegExp(text, 'i'));
  return ['libs', 'apps', 'tools']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => join(root, folder, path)))
    .filter((path) => path.endsWith(suffix) && !path.includes('node_modules'))
    .filter((path) => patterns.length === 0 || patterns.some((wanted) => wanted.test(path)));
}
