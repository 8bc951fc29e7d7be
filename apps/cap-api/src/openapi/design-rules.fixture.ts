import { casing, enumeration, pattern, schema, truthy } from '@stoplight/spectral-functions';
import { oas } from '@stoplight/spectral-rulesets';
import type { RulesetDefinition } from '@stoplight/spectral-core';

const operations = '$.paths[*][get,post,put,patch,delete]';
const answers = (first: string): string => `${operations}.responses[?(@property.match(/^${first}/))]`;
/** Holds when a value fits a JSON Schema. */
const fits = (asked: object) => ({ function: schema, functionOptions: { schema: asked } });
const acceptLanguage = { properties: { name: { const: 'Accept-Language' } }, required: ['name'] };
const has = (...required: string[]) => fits({ type: 'object', required });
const matches = (match: string) => ({ function: pattern, functionOptions: { match } });
const matchesNot = (notMatch: string) => ({ function: pattern, functionOptions: { notMatch } });

/** Rules that Spectral has of its own. */
const ofSpectral = [
  'oas3-schema',
  'operation-operationId-unique',
  'path-params',
  'openapi-tags-uniqueness',
  'oas3-valid-media-example',
  'oas3-valid-schema-example',
  'oas3-server-variables',
  'oas3-api-servers',
  'path-keys-no-trailing-slash',
] as const;

/**
 * What a program can check of the API Design Rules 2.2 in an OpenAPI document, in our own words: each rule is named after
 * the one of the standard that asks it. All are errors.
 */
export const designRules = {
  // Its own types miss a field that Spectral asks of every set of rules.
  extends: [[oas as RulesetDefinition, 'off']],
  rules: {
    ...Object.fromEntries(ofSpectral.map((name) => [name, 'error' as const])),
    'doc-openapi': {
      given: '$',
      severity: 'error',
      message: 'Het document is OpenAPI 3.',
      then: { field: 'openapi', ...matches('^3\\.\\d+') },
    },
    'doc-openapi-contact': {
      given: '$.info',
      severity: 'error',
      message: 'info.contact has a name, an address and an e-mail address.',
      then: ['name', 'url', 'email'].map((field) => ({ field: `contact.${field}`, function: truthy })),
    },
    semver: {
      given: '$.info',
      severity: 'error',
      then: { field: 'version', ...matches('^\\d+\\.\\d+\\.\\d+(-[\\w.]+)?$') },
    },
    'uri-version': { given: '$.servers[*].url', severity: 'error', then: matches('/v\\d+$') },
    'transport-tls': { given: '$.servers[*].url', severity: 'error', then: matchesNot('^http:') },
    'version-header': {
      given: answers('[23]'),
      severity: 'error',
      then: fits({ required: ['headers'], properties: { headers: { required: ['API-Version'] } } }),
    },
    'path-segments-kebab-case': {
      given: '$.paths',
      severity: 'error',
      then: { field: '@key', ...matches('^(/([a-z0-9]+(-[a-z0-9]+)*|\\{[A-Za-z]+\\}))+(/_[a-z-]+)?$') },
    },
    'query-keys-camel-case': {
      given: "$..parameters[?(@ && @.in=='query')].name",
      severity: 'error',
      then: { function: casing, functionOptions: { type: 'camel' } },
    },
    'http-methods': {
      given: '$.paths[*]',
      severity: 'error',
      then: {
        field: '@key',
        function: enumeration,
        functionOptions: { values: ['get', 'post', 'put', 'patch', 'delete'] },
      },
    },
    'problem-details': {
      given: answers('[45]'),
      severity: 'error',
      then: fits({ required: ['content'], properties: { content: { required: ['application/problem+json'] } } }),
    },
    'problem-members': {
      given: `${answers('[45]')}.content[application/problem+json].schema.properties`,
      severity: 'error',
      then: has('status', 'title', 'detail'),
    },
    'invalid-input': {
      given: operations,
      severity: 'error',
      then: fits({
        if: {
          anyOf: [
            { required: ['requestBody'] },
            // A language that we do not have is no error: RFC 9110, 12.5.4.
            { properties: { parameters: { contains: { not: acceptLanguage } } }, required: ['parameters'] },
          ],
        },
        then: { properties: { responses: { required: ['400'] } } },
      }),
    },
    'date-time-format': { given: '$..format', severity: 'error', then: matchesNot('^(time|date-time-local)$') },
    'date-omit-time': {
      given: '$..properties[?(@property.match(/(^(date|datum)|Date|Datum)$/))]',
      severity: 'error',
      then: fits({ required: ['format'], properties: { format: { not: { const: 'date-time' } } } }),
    },
    'schema-names': {
      given: '$.components.schemas',
      severity: 'error',
      then: { field: '@key', function: casing, functionOptions: { type: 'pascal' } },
    },
    'property-names': {
      given: '$.components.schemas[*].properties',
      severity: 'error',
      then: { field: '@key', function: casing, functionOptions: { type: 'camel' } },
    },
  },
} as const satisfies RulesetDefinition;
