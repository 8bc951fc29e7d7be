import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './child';

const root = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Parts of a compose file, by the name that stands at their head: a service, or something that services share. */
function partsOf(compose: string): Map<string, string> {
  const blocks = compose.split(/^(?=[a-z][a-z-]*:)/m);
  const services = blocks.find((block) => block.startsWith('services:'))!.split(/^(?= {2}[a-z][a-z0-9-]*:)/m);
  const parts = [...blocks.filter((block) => block.startsWith('x-')), ...services.slice(1)];
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(':')).trim(), part]));
}

const namesIn = (text: string): string[] => [...text.matchAll(/^ +([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);

describe('what is deployed', () => {
  const compose = read('deploy/compose.yml');
  const trial = read('deploy/compose.trial.yml');
  const parts = partsOf(compose);
  let known: Set<string>;

  beforeAll(async () => {
    const { output } = await node([join(root, 'tools/run/configuration.mjs'), '--json'], root);
    const described = Object.values(JSON.parse(output) as Record<string, { name: string }[]>).flat();
    known = new Set(described.map(({ name }) => name));
  });

  it('is a compose file that can be read, with every program twice', async () => {
    const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
    const files = ['deploy/compose.yml', 'deploy/compose.trial.yml', 'docker-compose.yml'];
    expect((await node([prettier, '--parser', 'yaml', '--check', ...files], root)).code).toBe(0);
    for (const program of ['cap-api', 'cap-worker', 'availability-worker'])
      expect([...parts.keys()].filter((name) => name.startsWith(program))).toEqual([`${program}-1`, `${program}-2`]);
  });

  it('gives programs only variables that they know', () => {
    const others = new Set(['postgres', 'kafka']);
    const given = [...parts].filter(([name]) => !others.has(name)).flatMap(([, part]) => namesIn(part));
    expect(given).toContain('DATABASE_URL');
    expect(given).toContain('KAFKA_BROKERS');
    expect(given.filter((name) => !known.has(name))).toEqual(['BASE_IMAGE']);
    const onTrial = namesIn(partsOf(trial).get('x-api')!);
    expect(onTrial.filter((name) => !known.has(name))).toEqual(['NODE_ENV']);
    const inImages = [...read('deploy/Dockerfile').matchAll(/\b(CAP_[A-Z_]+)=/g)].map(([, name]) => name!);
    expect(inImages.length).toBeGreaterThan(4);
    expect(inImages.filter((name) => !known.has(name))).toEqual([]);
  });

  it('runs every program as nobody, who can write nothing, and asks whether it is well', () => {
    expect(parts.get('x-program')).toMatch(/read_only: true[\s\S]*cap_drop:\s+- ALL[\s\S]*no-new-privileges:true/);
    for (const shared of ['x-api', 'x-worker', 'x-availability-worker', 'keys', 'migrations'])
      expect(parts.get(shared)).toContain('<<: *program');
    const dockerfile = read('deploy/Dockerfile');
    const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
    const [, program, ...programs] = stages;
    expect(program).toMatch(/USER 10001:10001\s*$/);
    expect(programs.every((stage) => stage.startsWith('FROM program AS '))).toBe(true);
    expect(programs.filter((stage) => stage.includes('HEALTHCHECK'))).toHaveLength(3);
    expect(stages.slice(0, 2).every((stage) => stage.startsWith('FROM ${BASE_IMAGE} AS '))).toBe(true);
  });

  it('asks for the routes of a development instance, and makes a key that signs tokens, on a trial only', () => {
    const ofTrials = /CAP_DEVELOPMENT_|NODE_ENV|--development/;
    expect(compose).not.toMatch(ofTrials);
    expect(read('deploy/Dockerfile')).not.toMatch(/CAP_DEVELOPMENT_|NODE_ENV=(?!production)/);
    expect(trial).toMatch(ofTrials);
  });

  it('opens its ports to this machine only', () => {
    const ports = [...`${compose}${trial}`.matchAll(/^ +- '?([\d.]+:)?(\d+:\d+)'?$/gm)];
    expect(ports.map(([, address, numbers]) => [address, numbers])).toEqual(
      ['3000:3000', '3001:3000', '19092:19092'].map((numbers) => ['127.0.0.1:', numbers]),
    );
  });

  it('brings along what a program reads besides its code: the document of the API', () => {
    expect(read('.dockerignore')).toMatch(/^docs\n!docs\/api\/openapi\.json$/m);
    expect(read('deploy/Dockerfile')).toMatch(/AS cap-api\nCOPY --from=built \/cap\/docs\/api\/openapi\.json /);
  });

  it('stays within what docker-compose 1.29 and Compose v2 both read', () => {
    const newer = /^version:|^name:|^include:|\bdevelop:|\bpull_policy:|\brequired:|!reset|!override/m;
    for (const file of [compose, trial]) expect(file).not.toMatch(newer);
  });
});
