import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './child.mjs';
import { step } from './steps.mjs';

const stamp = join(root, 'node_modules/.installed-from');

/** Installs the packages when node_modules is missing, or was installed from another package-lock.json. */
export async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const code = await step('Install the packages (npm ci; a minute or two the first time)', () => run('npm', ['ci']));
  if (code !== 0) throw new Error('npm ci failed, see above: without the packages nothing can be run.');
  writeFileSync(stamp, wanted);
}
