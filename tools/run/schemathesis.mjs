import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from './child.mjs';
import { step } from './steps.mjs';

const version = '4.32.5';
const folder = join(root, '.cache', `schemathesis-${version}`);
const program = join(folder, 'bin/schemathesis');

/** What must hold: the document tells every answer, and the API never breaks. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
];

/** Who asks, in turn: what one may not, another may. */
const roles = ['administrator', 'desk', 'planner', 'referrer'];

/**
 * What is right by the document, to get far; and what is wrong by it, to be refused well. Of a request that takes nothing but
 * a language, any text, nothing is wrong: that Schemathesis finds nothing there is no failure.
 */
const modes = { positive: [], negative: ['--suppress-health-check', 'filter_too_much'] };

/**
 * Has Schemathesis make up requests from the OpenAPI document of a running development instance, and look at each answer.
 * It writes what it makes up: give it an instance whose data may be spoilt. Not part of the tests: it takes Python 3, and
 * its own package from the registry of Python, into `.cache`.
 */
export async function schemathesis(args) {
  const { values } = parseArgs({
    args,
    options: {
      against: { type: 'string', default: 'http://127.0.0.1:3000' },
      seconds: { type: 'string', default: '240' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!existsSync(program) && (await installSchemathesis()) !== 0) return 1;
  const organisations = await organisationsOf(values.against);
  let worst = 0;
  for (const role of roles) {
    const token = await tokenFor(values.against, role, organisations[role]);
    for (const [mode, options] of Object.entries(modes)) {
      const code = await step(`Schemathesis as ${role}, ${mode}`, () =>
        run(program, [
          ...['run', `${values.against}/v1/openapi.json`, '--url', `${values.against}/v1`],
          ...['--header', `Authorization: Bearer ${token}`],
          ...['--checks', checks.join(',')],
          ...[
            '--mode',
            mode,
            ...options,
            '--max-time',
            String(Math.ceil(Number(values.seconds) / roles.length / Object.keys(modes).length)),
          ],
          ...['--seed', values.seed, '--continue-on-failure', '--no-color'],
        ]),
      );
      worst = Math.max(worst, code);
    }
  }
  return worst;
}

const installSchemathesis = () =>
  step('Schemathesis: into .cache', async () => {
    const made = await run('python3', ['-m', 'venv', folder]);
    return made || run(join(folder, 'bin/pip'), ['install', '--quiet', `schemathesis==${version}`]);
  });

/** A planner and a referrer work for somebody: the first that is registered. */
async function organisationsOf(api) {
  const token = await tokenFor(api, 'administrator');
  const first = async (path, id) => {
    const answer = await fetch(`${api}/v1/${path}?limit=1`, { headers: { authorization: `Bearer ${token}` } });
    const [item] = (await answer.json()).items;
    if (!item) throw new Error(`${api} has no ${path}. Start it with its invented region: npm start.`);
    return item[id];
  };
  return { planner: await first('providers', 'providerId'), referrer: await first('referrers', 'referrerId') };
}

/** A development instance lets anybody on this machine be anyone. */
async function tokenFor(api, role, organisationId) {
  const answer = await fetch(`${api}/v1/development/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ actorId: `schemathesis-${role}`, role, organisationId }),
  });
  if (!answer.ok) throw new Error(`${api} gives no tokens (${answer.status}): it is no development instance.`);
  return (await answer.json()).token;
}
