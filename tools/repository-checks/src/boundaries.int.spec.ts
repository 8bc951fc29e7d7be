import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const env = { ...process.env, CI: 'true', NX_DAEMON: 'false' };

interface Found {
  readonly rule: string | null;
  readonly message: string;
}

const boundary = '@nx/enforce-module-boundaries';
const use = (name: string, from: string) => `import { ${name} } from '${from}';\nexport const used = ${name};\n`;

const domain = 'libs/domain/src/referral/offender.ts';
const importErrors: readonly [string, string, string, string][] = [
  ['the domain imports a package of npm', domain, use('of', 'rxjs'), 'import "rxjs"'],
  ['the domain imports the event store', domain, use('appendEvents', '@cap/event-store'), 'lib:domain'],
  [
    'contracts imports a library',
    'libs/contracts/src/offender.ts',
    use('policyDefaults', '@cap/events'),
    '@cap/contracts',
  ],
  ['contracts imports a package of npm', 'libs/contracts/src/offender.ts', use('v7', 'uuid'), 'import "uuid"'],
  ['events imports the domain', 'libs/events/src/offender.ts', use('localDateOf', '@cap/domain'), '@cap/domain'],
  [
    'read models import use cases',
    'libs/read-models/src/offender.ts',
    use('handlers', '@cap/use-cases'),
    'lib:read-models',
  ],
  [
    'read models import the domain',
    'libs/read-models/src/offender.ts',
    use('localDateOf', '@cap/domain'),
    'lib:read-models',
  ],
  [
    'simulation imports capacity',
    'libs/simulation/src/offender.ts',
    use('freePlaces', '@cap/capacity'),
    'lib:simulation',
  ],
  [
    'simulation imports the domain',
    'libs/simulation/src/offender.ts',
    use('localDateOf', '@cap/domain'),
    'lib:simulation',
  ],
  ['simulation imports read models', 'libs/simulation/src/offender.ts', use('x', '@cap/read-models'), 'lib:simulation'],
  [
    'the page imports a library of the server',
    'apps/cap-web/src/offender.ts',
    use('x', '@cap/platform'),
    'app:cap-web',
  ],
  [
    'a project is imported by a relative path',
    'libs/capacity/src/offender.ts',
    use('appendEvents', '../../event-store/src/log'),
    'relative',
  ],
  [
    'an app is imported by a relative path',
    'apps/cap-worker/src/offender.ts',
    use('LiveFeeds', '../../cap-api/src/live/live-feeds'),
    'relative',
  ],
  [
    'a type is imported',
    domain,
    `import type { LogReader } from '@cap/event-store';\nexport type X = LogReader;\n`,
    'lib:domain',
  ],
  [
    'a program uses the test helpers',
    'libs/capacity/src/offender.ts',
    use('freshDatabase', '@cap/testing'),
    'lib:capacity',
  ],
];

const codeErrors: readonly [string, string, string, string, string][] = [
  ['an app imports an app', 'apps/cap-worker/src/x.ts', use('x', '@cap/cap-api'), 'no-restricted-imports', 'Nobody'],
  ['a library imports an app', 'libs/kafka/src/x.ts', use('x', '@cap/cap-worker'), 'no-restricted-imports', 'Nobody'],
  ['a spec imports an app', 'libs/kafka/src/x.spec.ts', use('x', '@cap/cap-worker'), 'no-restricted-imports', 'Nobody'],
  [
    'a file of a library beside its index',
    'apps/cap-api/src/x.ts',
    use('x', '@cap/event-store/src/log'),
    'no-restricted-imports',
    'index',
  ],
  ['the domain imports a module of Node', domain, use('readFileSync', 'node:fs'), 'no-restricted-imports', 'I/O'],
  ['Date.now() in the domain', domain, 'export const x = Date.now();', 'no-restricted-properties', '`at`'],
  ['new Date() in the domain', domain, 'export const x = new Date();', 'no-restricted-syntax', '`at`'],
  ['Date() in the domain', domain, 'export const x = Date();', 'no-restricted-syntax', '`at`'],
  ['performance.now() in the domain', domain, 'export const x = performance.now();', 'no-restricted-globals', '`at`'],
  ['Math.random() in the domain', domain, 'export const x = Math.random();', 'no-restricted-properties', 'Ids'],
  ['crypto in the domain', domain, 'export const x = crypto.randomUUID();', 'no-restricted-globals', 'Ids'],
  [
    'await in the domain',
    domain,
    'export async function x(y: Promise<void>) { await y; }',
    'no-restricted-syntax',
    'wait',
  ],
  ['process in the domain', domain, 'export const x = process.env;', 'no-restricted-globals', 'I/O'],
  ['a timer in the domain', domain, 'setTimeout(() => undefined, 1);', 'no-restricted-globals', 'wait'],
  [
    'now() in business SQL',
    'libs/capacity/src/x.ts',
    "export const x = 'select now()';",
    'no-restricted-syntax',
    'Business time',
  ],
  [
    'now() in a template',
    'libs/use-cases/src/x.ts',
    'export const x = `where due < now( )`;',
    'no-restricted-syntax',
    'Business time',
  ],
  [
    'current_timestamp in a migration',
    'libs/event-store/src/migrations/0099-x.ts',
    'export const x = `default CURRENT_TIMESTAMP`;',
    'no-restricted-syntax',
    'Business time',
  ],
  [
    'current_date in a read model',
    'libs/read-models/src/x.ts',
    'export const x = `current_date`;',
    'no-restricted-syntax',
    'Business time',
  ],
  [
    'now() in the event store',
    'libs/event-store/src/x.ts',
    'export const x = `select now()`;',
    'no-restricted-syntax',
    'Business time',
  ],
  [
    'a function longer than a screen',
    domain,
    `export function x() {\n${'  void 0;\n'.repeat(60)}}`,
    'max-lines-per-function',
    '60',
  ],
];

const allowed: readonly [string, string, string][] = [
  ['the domain imports contracts', domain, use('asId', '@cap/contracts')],
  ['the domain makes a date of a moment', domain, 'export const x = (at: string) => new Date(at);'],
  ['an app imports its libraries', 'apps/cap-api/src/offender.ts', use('handlers', '@cap/use-cases')],
  ['a spec uses the test helpers', 'libs/capacity/src/offender.spec.ts', use('freshDatabase', '@cap/testing')],
  ['a lease runs on real time', 'libs/event-store/src/x.ts', 'export const x = `until < clock_timestamp()`;'],
  ['simulation imports contracts', 'libs/simulation/src/offender.ts', use('asId', '@cap/contracts')],
];

describe('boundaries are build errors', () => {
  let found: Map<string, Found[]>;
  beforeAll(() => {
    // The rule of Nx reads the graph of projects from Nx's cache, and is silent when there is none.
    execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], { cwd: root, env });
    const cases = [...importErrors, ...codeErrors, ...allowed];
    const input = JSON.stringify(cases.map(([, path, text]) => ({ path, text })));
    const script = join(root, 'tools/repository-checks/lint-texts.mjs');
    const output = execFileSync(process.execPath, [script], { cwd: root, env, input, encoding: 'utf8' });
    const results = JSON.parse(output) as Found[][];
    found = new Map(cases.map(([name], index) => [name, results[index]!]));
  });

  it.each(importErrors)('an import: %s', (name, _path, _text, words) => {
    expect(found.get(name)).toEqual([{ rule: boundary, message: expect.stringContaining(words) }]);
  });

  it.each(codeErrors)('a line: %s', (name, _path, _text, rule, words) => {
    expect(found.get(name)).toEqual([{ rule, message: expect.stringContaining(words) }]);
  });

  it.each(allowed)('is no error: %s', (name) => {
    expect(found.get(name)).toEqual([]);
  });
});
