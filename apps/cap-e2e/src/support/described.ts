import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Told {
  readonly headers: Readonly<Record<string, { readonly required?: boolean; readonly schema: object }>>;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}
type Responses = Readonly<Record<string, Told | { readonly $ref: string }>>;
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: Readonly<Record<'responses' | 'headers' | 'schemas', Readonly<Record<string, unknown>>>>;
}
interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A name for the document among the schemas of the validator. */
const here = 'https://cap.example/openapi';
const document = closed(
  JSON.parse(readFileSync(join(__dirname, '../../../../docs/api/openapi.json'), 'utf8')),
) as OpenApi;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: here, components: document.components });
const checks = new Map<object, ValidateFunction>();
const paths = Object.entries(document.paths).map(([path, methods]) => ({
  pattern: new RegExp(`^/v1${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  methods,
}));

/**
 * Every answer that a test gets is one that the OpenAPI document tells: status, headers, kind of content, and each field of
 * it. Routes of a development instance are not in the document. Throws an `Error` with what it does not tell.
 */
export function ensureDescribed(method: string, url: string, { status, headers, body }: Received): void {
  const { pathname } = new URL(url);
  const responses = paths.find(({ pattern }) => pattern.test(pathname))?.methods[method.toLowerCase()]?.responses;
  if (!responses) return;
  const at = `${method} ${pathname} answered ${status}`;
  const told = responses[status];
  if (!told) throw new Error(`${at}, of which docs/api/openapi.json says nothing: ${JSON.stringify(body)}`);
  const { headers: toldHeaders, content } = resolved<Told>(told);
  const type = headers['content-type']?.split(';')[0] ?? 'no content';
  if (!content[type]) throw new Error(`${at} with ${type}, which docs/api/openapi.json does not tell.`);
  ensureValid(content[type].schema, body, at);
  for (const [name, header] of Object.entries(toldHeaders)) {
    const { required = false, schema } = resolved<Told['headers'][string]>(header);
    const value = headers[name.toLowerCase()];
    if (value !== undefined || required) ensureValid(schema, value ?? null, `${at} and the header ${name}`);
  }
}

function ensureValid(schema: object, value: unknown, at: string): void {
  const check = checks.get(schema) ?? ajv.compile(schema);
  checks.set(schema, check);
  if (check(value)) return;
  throw new Error(
    `${at}, other than docs/api/openapi.json tells: ${ajv.errorsText(check.errors)}. ${JSON.stringify(value)}`,
  );
}

/** What stands at a place of the document, when it is pointed at. */
function resolved<T>(told: unknown): T {
  const { $ref } = told as { $ref?: string };
  const [kind, name] = $ref?.split('/').slice(-2) ?? [];
  return ($ref === undefined ? told : document.components[kind as 'responses'][name!]) as T;
}

/** The same document with no room for fields that it does not tell: an integrator may pass over them, our tests do not. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const { $ref, type, properties, additionalProperties } = inner;
  if (typeof $ref === 'string' && $ref.startsWith('#/components/schemas/')) inner['$ref'] = here + $ref;
  const open = [type].flat().includes('object') && properties !== undefined && additionalProperties === undefined;
  return open ? { ...inner, additionalProperties: false } : inner;
}
