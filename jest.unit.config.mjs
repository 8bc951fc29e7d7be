import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const configs = ['libs', 'apps', 'tools']
  .flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder)).map((name) => `${folder}/${name}/jest.config.mjs`),
  )
  .filter((config) => existsSync(join(import.meta.dirname, config)));

/** Unit tests of every project in one run; `npx jest -c libs/<name>/jest.config.mjs` runs those of one. */
export default { projects: configs.map((config) => `<rootDir>/${config}`) };
