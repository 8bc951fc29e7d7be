import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spectral } from '@stoplight/spectral-core';
import { designRules } from './design-rules.fixture';

/** A document as a test spoils it. */
interface Loose {
  [key: string]: Loose;
}

const text = readFileSync(join(__dirname, '../../../../docs/api/openapi.json'), 'utf8');
const spectral = new Spectral();
spectral.setRuleset(designRules);

async function broken(document: object): Promise<string[]> {
  const found = await spectral.run(document as Record<string, unknown>);
  return [...new Set(found.map(({ code, path }) => `${code} at ${path.join('.')}`))];
}

/** Two paths of the document, one that reads and one that takes a command: what each rule looks at is in it. */
function part(): Loose {
  const document = JSON.parse(text) as Loose;
  const { '/referrals': list, '/stays/{id}/admissions': admit } = document['paths']!;
  delete document['webhooks'];
  const { Problem, ConfirmAdmission, Person, StayView } = document['components']!['schemas']!;
  document['paths'] = { '/referrals': { get: list!['get']! }, '/stays/{id}/admissions': admit! };
  document['components']!['schemas'] = {
    Problem: Problem!,
    ConfirmAdmission: ConfirmAdmission!,
    Person: Person!,
    StayView: StayView!,
  };
  return document;
}
const listing = (document: Loose): Loose => document['paths']!['/referrals']!['get']!;
const command = (document: Loose): Loose => document['paths']!['/stays/{id}/admissions']!['post']!;
const move = (document: Loose, path: string, to: string): void => {
  const { [path]: moved, ...others } = document['paths']!;
  document['paths'] = { ...others, [to]: moved! };
};
const set = (at: Loose, key: string, value: unknown): void => void (at[key] = value as Loose);

/** For each rule one way to break it. */
const violations: Readonly<Record<string, (document: Loose) => void>> = {
  'oas3-schema': (document) => set(document['info']!, 'title', 7),
  'operation-operationId-unique': (document) => set(command(document), 'operationId', 'listReferrals'),
  'path-params': (document) => set(command(document), 'parameters', []),
  'openapi-tags-uniqueness': (document) => set(document['tags']!, '1', document['tags']!['0']),
  'oas3-valid-media-example': (document) =>
    set(command(document)['requestBody']!['content']!['application/json']!, 'example', { at: 7 }),
  'oas3-valid-schema-example': (document) => set(document['components']!['schemas']!['Person']!, 'example', 7),
  'oas3-server-variables': (document) => set(document, 'servers', [{ url: '/{region}/v1' }]),
  'oas3-api-servers': (document) => set(document, 'servers', []),
  'path-keys-no-trailing-slash': (document) => move(document, '/referrals', '/referrals/'),
  'doc-openapi': (document) => set(document, 'openapi', '2.0'),
  'doc-openapi-contact': (document) => set(document['info']!['contact']!, 'email', ''),
  semver: (document) => set(document['info']!, 'version', '1.0'),
  'uri-version': (document) => set(document, 'servers', [{ url: '/api' }]),
  'transport-tls': (document) => set(document, 'servers', [{ url: 'http://cap.example/v1' }]),
  'version-header': (document) => set(command(document)['responses']!['200']!, 'headers', {}),
  'path-segments-kebab-case': (document) => move(document, '/referrals', '/allReferrals'),
  'query-keys-camel-case': (document) => set(listing(document)['parameters']!['0']!, 'name', 'go_on'),
  'http-methods': (document) => set(document['paths']!['/referrals']!, 'trace', listing(document)),
  'problem-details': (document) => set(command(document)['responses']!['404']!, 'content', { 'application/json': {} }),
  'problem-members': (document) =>
    set(command(document)['responses']!['404']!['content']!['application/problem+json']!, 'schema', { properties: {} }),
  'invalid-input': (document) => delete listing(document)['responses']!['400'],
  'date-time-format': (document) =>
    set(document['components']!['schemas']!['ConfirmAdmission']!['properties']!['at']!, 'format', 'time'),
  'date-omit-time': (document) =>
    set(document['components']!['schemas']!['Person']!['properties']!['birthDate']!, 'format', 'date-time'),
  'schema-names': (document) => set(document['components']!['schemas']!, 'stay_view', { type: 'object' }),
  'property-names': (document) =>
    set(document['components']!['schemas']!['StayView']!['properties']!, 'stay_id', { type: 'string' }),
};

describe('the API Design Rules 2.2', () => {
  it('are kept by the whole document', async () => {
    expect(await broken(JSON.parse(text) as object)).toEqual([]);
  }, 30_000);

  it('are kept by the part of it that is broken below', async () => {
    expect(await broken(part())).toEqual([]);
  });

  it('each has a violation here', () => {
    expect(Object.keys(violations).sort()).toEqual(Object.keys(designRules.rules).sort());
  });

  it.each(Object.entries(violations))('%s is seen when it is broken', async (rule, violate) => {
    const document = part();
    violate(document);
    expect(await broken(document)).toContainEqual(expect.stringMatching(`^${rule} at `));
  });
});
