import { join } from 'node:path';
import { textLanguages } from '@cap/contracts';
import type { DynamicModule } from '@nestjs/common';
import { apiVersion } from '../edge/answer-headers';
import { AnswerTypes } from './answer-types';
import { operationOf, type Sources } from './operation';
import { tagWords } from './read-words';
import { RequestSchemas } from './request-schema';
import { routesIn, type Route } from './routes';
import type { Schema } from './schema';
import { eventSchema, webhookParameters, webhooksOf } from './webhooks';

const base = '/v1';

/**
 * The OpenAPI document of a module of the front door, from its routes, the types that they answer with, and the checks on
 * what they take. Throws an `Error` that says what is missing when a route cannot be described.
 */
export function openApiOf(module: DynamicModule): Schema {
  const config = join(__dirname, '../../tsconfig.build.json');
  const answers = new AnswerTypes(config, 'src/app.module.ts');
  const sources: Sources = { answers, requests: new RequestSchemas(), problems: {} };
  answers.nameOf('Problem');
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routesIn(module).filter(isPublic)) {
    const path = route.path.slice(base.length).replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, path, sources) };
  }
  const schemas = sorted({ ...answers.named, ...sources.requests.named, Event: eventSchema });
  return {
    ...head,
    paths: sorted(paths),
    webhooks: sorted(webhooksOf()),
    components: { ...components, responses: sorted(sources.problems), schemas },
  };
}

/** The document itself is under `/v1`, and is no operation of it (API Design Rules, publish-openapi). */
const isPublic = ({ path, needs }: Route): boolean => path.startsWith(`${base}/`) && needs !== 'public';

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const head = {
  openapi: '3.1.0',
  info: {
    title: 'Centraal aanmeldpunt verblijf Haaglanden',
    version: apiVersion,
    description:
      'Aanmelden, plekken melden, voorstellen, opnemen en vertrekken. ' +
      'Elke opdracht heeft een eigen Idempotency-Key: dezelfde opdracht nog een keer sturen doet één ding. ' +
      'Elke weigering zegt wat u nu kunt doen en noemt haar regel, in het Nederlands of Engels (Accept-Language). Alle voorbeelden zijn verzonnen.',
    contact: { name: 'Het regiepunt (verzonnen)', url: 'https://cap.example/contact', email: 'api@cap.example' },
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: base, description: 'De server die dit document geeft.' }],
  security: [{ bearer: [] }],
  tags: [...new Map(Object.values(tagWords).map((tag) => [tag.name, tag])).values()],
} as const;

const text = { type: 'string' } as const;
const components = {
  securitySchemes: {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'Een ondertekend toegangsbewijs met uw rol, en de organisatie waarvoor u werkt.',
    },
  },
  parameters: {
    AcceptLanguage: {
      name: 'Accept-Language',
      in: 'header',
      required: false,
      description:
        'In welke taal u wilt lezen wat er mis is, en wat te doen: nl of en. Nederlands als u niets anders vraagt.',
      schema: text,
      example: 'en',
    },
    Id: {
      name: 'id',
      in: 'path',
      required: true,
      description: 'Het nummer, zoals de API het gaf.',
      schema: { ...text, format: 'uuid' },
    },
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'Het nummer van deze opdracht, door u gemaakt. Met hetzelfde nummer gebeurt zij één keer.',
      schema: { ...text, format: 'uuid' },
    },
    IfMatch: {
      name: 'If-Match',
      in: 'header',
      required: false,
      description: 'De ETag van wat u zag: de opdracht gaat alleen door als er intussen niets veranderde.',
      schema: { ...text, pattern: '^("\\d{1,9}"|\\*)$' },
    },
    ...webhookParameters,
  },
  headers: {
    'API-Version': {
      description: 'De volledige versie van de API.',
      required: true,
      schema: { ...text, const: apiVersion },
    },
    ETag: {
      description: 'De versie van dit gegeven, voor If-Match.',
      required: true,
      schema: { ...text, pattern: '^"\\d+"$' },
    },
    'Cap-Written': {
      description: 'Wat deze opdracht vastlegde. Geef het als after aan een lijst, dan staat het erin.',
      schema: { ...text, pattern: '^[a-z-]+/[0-9a-f-]{36}/\\d+$' },
    },
    'Idempotent-Replayed': {
      description: 'Deze opdracht was al uitgevoerd; dit is het antwoord van toen.',
      schema: { ...text, const: 'true' },
    },
    'Content-Language': {
      description: 'De taal van de teksten in dit antwoord.',
      required: true,
      schema: { ...text, enum: [...textLanguages] },
    },
    Vary: {
      description: 'Met een andere Accept-Language kan de taal anders zijn.',
      required: true,
      schema: { ...text, const: 'Accept-Language' },
    },
    'Retry-After': {
      description: 'Na hoeveel seconden opnieuw vragen zin heeft.',
      required: true,
      schema: { ...text, pattern: '^\\d+$' },
    },
  },
} as const;
