import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const load = createRequire(join(root, 'package.json'));
const { describeConfig } = load('./libs/platform/dist/index.js');

/** The compiled programs and the class in which each says what it reads from its environment. */
const programs = {
  'cap-api': load('./apps/cap-api/dist/api.config.js').ApiConfig,
  'cap-worker': load('./apps/cap-worker/dist/worker.config.js').WorkerConfig,
  'availability-worker': load('./apps/availability-worker/dist/worker.config.js').WorkerConfig,
  'migrations and rebuilds': load('./libs/event-store/dist/index.js').OwnerConfig,
};

const introduction = `# Configuration

Every program reads its configuration from environment variables when it starts, and does not start when one is wrong: it
then names all that are wrong at once, what each was (never a secret), what it must be, and an example. Variables that
begin with \`CAP_\` and that no program reads are named too.

This page is printed from the programs: \`node tools/run/configuration.mjs > docs/configuration.md\`.
`;

const cell = (text) => text.replaceAll('|', '\\|');

function line({ name, mustBe, usually, needed, secret, example }) {
  const usual = needed ? 'must be set' : usually === null || usually === '' ? 'not set' : `\`${usually}\``;
  const hint = example === undefined ? '' : `\`${example}\``;
  return `| \`${name}\`${secret ? ' (secret)' : ''} | ${cell(mustBe)} | ${usual} | ${hint} |`;
}

const section = ([program, Config]) =>
  [
    `\n## ${program}\n`,
    '| variable | it is | usually | example |',
    '| --- | --- | --- | --- |',
    ...describeConfig(Config).map(line),
    '',
  ].join('\n');

const page = introduction + Object.entries(programs).map(section).join('');
if (process.argv.includes('--json')) {
  const described = Object.entries(programs).map(([program, Config]) => [program, describeConfig(Config)]);
  process.stdout.write(JSON.stringify(Object.fromEntries(described)));
} else {
  const { format, resolveConfig } = await import('prettier');
  const options = await resolveConfig(join(root, 'docs/configuration.md'));
  process.stdout.write(await format(page, { ...options, parser: 'markdown' }));
}
