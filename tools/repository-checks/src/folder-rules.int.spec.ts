import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brokenFolderRules } from './folder-rules';

const root = join(__dirname, '../../..');

describe('the folder rules inside an app', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cap-folder-rules-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const broken = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\nexport const x = 1;\n`);
    }
    return brokenFolderRules(root, folder);
  };
  const api = 'apps/cap-api/src';
  const worker = 'apps/cap-worker/src';

  it('let what is allowed', async () => {
    const files = {
      [`${api}/app.module.ts`]: `import { x as a } from './stays/stays';\nexport const y = a;`,
      [`${api}/stays/stays.ts`]: `import { x as a } from '../edge/actor';\nimport { x as b } from './list';\nexport const y = a + b;`,
      [`${api}/stays/list.ts`]: '',
      [`${api}/edge/actor.ts`]: '',
      [`${api}/edge/body.pipe.spec.ts`]: `import { x as a } from '../stays/list';\nexport const y = a;`,
      [`${worker}/role.ts`]: '',
      [`${worker}/clock/clock.ts`]: `import { x as a } from '../role';\nexport const y = a;`,
    };
    expect(await broken(files)).toEqual([]);
  });

  it.each([
    ['a resource imports another', `${api}/stays/a.ts`, `${api}/units/b.ts`, '../units/b', 'resource-knows-only-edge'],
    [
      'a resource imports the module',
      `${api}/stays/a.ts`,
      `${api}/app.module.ts`,
      '../app.module',
      'resource-knows-only-edge',
    ],
    ['edge imports a resource', `${api}/edge/a.ts`, `${api}/units/b.ts`, '../units/b', 'edge-knows-no-resource'],
    ['a role imports another', `${worker}/react/a.ts`, `${worker}/clock/b.ts`, '../clock/b', 'role-knows-no-role'],
  ])('stop it when %s, a type only too', async (_, from, to, path, rule) => {
    const value = `import { x as y } from '${path}';\nexport const z = y;`;
    expect(await broken({ [to]: '', [from]: value })).toEqual([{ rule, from, to }]);
    const type = `import type { x } from '${path}';\nexport type Z = typeof x;`;
    expect(await broken({ [from]: type.replace('{ x }', '{ x as y }').replace('typeof x', 'typeof y') })).toEqual([
      { rule, from, to },
    ]);
  });

  it('stop two files that import each other', async () => {
    const files = {
      [`${api}/stays/a.ts`]: `import { x as y } from './b';\nexport const z = () => y;`,
      [`${api}/stays/b.ts`]: `import { x as y } from './a';\nexport const z = () => y;`,
    };
    const rules = (await broken(files)).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set(['no-circle']));
  });

  it('are no rules over no files', async () => {
    mkdirSync(join(folder, 'apps'));
    await expect(brokenFolderRules(root, folder)).rejects.toThrow('found no files');
  });
});
