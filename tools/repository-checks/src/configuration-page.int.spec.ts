import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './child';

const root = join(__dirname, '../../..');
const printed = async (...options: string[]): Promise<string> =>
  (await node([join(root, 'tools/run/configuration.mjs'), ...options], root)).output;

describe('docs/configuration.md', () => {
  it('is what the compiled programs print', async () => {
    expect(await printed()).toBe(readFileSync(join(root, 'docs/configuration.md'), 'utf8'));
  });

  it('has every variable of ours that a program may meet', async () => {
    const described = Object.values(JSON.parse(await printed('--json')) as Record<string, { name: string }[]>).flat();
    const list = readFileSync(join(root, 'libs/platform/src/project-variables.ts'), 'utf8');
    const known = [...list.matchAll(/'(CAP_[A-Z_]+)'/g)].map(([, name]) => name);
    const ofPrograms = new Set(described.map(({ name }) => name).filter((name) => name.startsWith('CAP_')));
    expect([...ofPrograms].filter((name) => !known.includes(name))).toEqual([]);
    const ofTools = ['CAP_CACHE_DIR', 'CAP_DIRECTORY', 'CAP_SEED'];
    expect(known.filter((name) => !ofPrograms.has(name!))).toEqual(ofTools);
  });
});
