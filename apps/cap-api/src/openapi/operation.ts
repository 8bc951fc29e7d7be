import type { Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { NotFound } from '@cap/use-cases';
import type { AnswerType, AnswerTypes } from './answer-types';
import { languageHeaders } from '../edge/language';
import { commandWords, type CommandWords } from './command-words';
import { problemsOf, type RouteFacts, type Told } from './problems';
import { parameterWords, readWords, tagWords, type ReadWords } from './read-words';
import type { RequestSchemas } from './request-schema';
import type { Route } from './routes';
import { sampleOf } from './samples';
import { referTo, type Schema } from './schema';

/** What the parts of the document are read from. */
export interface Sources {
  readonly answers: AnswerTypes;
  readonly requests: RequestSchemas;
  /** The problems that many operations answer with, by the name that the document gives them; filled on the way. */
  readonly problems: Record<string, Schema>;
}

const things: Readonly<Record<string, NotFound['what']>> = {
  referrals: 'referral',
  proposals: 'proposal',
  stays: 'stay',
  units: 'unit',
  providers: 'provider',
  webhooks: 'webhook',
};
/** Commands whose body names a unit that must be there. */
const namesUnit = new Set(['ProposePlace', 'RecordBypass', 'RecordInheritedStay']);
/** Commands whose answer itself tells problems, one a part. */
const tellsProblems = new Set(['ReportAvailability']);

/** One operation of the document, by its path under `/v1`. */
export function operationOf(route: Route, path: string, { answers, requests, problems }: Sources): Schema {
  const words = wordsOf(route, path);
  const first = path.split('/')[1]!;
  const answer = answers.of(route.controller.name, route.handler);
  const body = parameterClass(route, RouteParamtypes.BODY);
  const query = parameterClass(route, RouteParamtypes.QUERY);
  const asked = query ? requests.query(query) : { properties: {}, required: [] };
  const named = (): Record<string, Schema> => ({ ...answers.named, ...requests.named });
  const bodySchema = body && requests.body(body);
  const facts: RouteFacts = {
    things: [
      ...(path.includes('{id}') ? [things[first]!] : []),
      ...(namesUnit.has(commandOf(route) ?? '') ? (['unit'] as const) : []),
    ],
    hasBody: body !== undefined,
    hasPerson: body !== undefined && 'person' in (requests.named[nameIn(bodySchema!)]!['properties'] as object),
    query: Object.keys(asked.properties),
    carried: answer.carried,
    refusals:
      'refusals' in words ? words.refusals : words.operationId === 'listCandidates' ? ['referral-not-in-matching'] : [],
  };
  return {
    operationId: words.operationId,
    summary: words.summary,
    description: words.description,
    tags: [tagWords[first]!.name],
    parameters: [
      ...(path.includes('{id}') ? [pathId] : []),
      ...queryParameters(asked),
      ...(answer.carried ? given : []),
      acceptLanguage,
    ],
    ...(bodySchema
      ? { requestBody: { required: true, content: json(bodySchema, sampleOf(bodySchema, named())) } }
      : {}),
    responses: {
      [route.status]: answered(answer, sampleOf(answer.schema, named()), tellsProblems.has(commandOf(route) ?? '')),
      ...Object.fromEntries([...problemsOf(facts)].map(([status, told]) => [status, shared(status, told, problems)])),
    },
  };
}

const commandOf = ({ needs }: Route): string | undefined =>
  typeof needs === 'object' && 'command' in needs ? needs.command : undefined;

/** The texts of an operation. Throws an `Error` when there are none. */
function wordsOf(route: Route, path: string): ReadWords | (CommandWords & { operationId: string }) {
  const command = commandOf(route);
  if (command !== undefined && command in commandWords) {
    const operationId = command[0]!.toLowerCase() + command.slice(1);
    return { operationId, ...commandWords[command as keyof typeof commandWords] };
  }
  const words = readWords[path];
  if (!words) throw new Error(`${route.method} ${path} has no words: add them to openapi/read-words.ts.`);
  return words;
}

/** The class of the whole body, or of the whole query. */
function parameterClass({ controller, handler }: Route, kind: RouteParamtypes): Type | undefined {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<
    string,
    { index: number }
  >;
  const found = Object.entries(args).find(([key]) => key.startsWith(`${kind}:`))?.[1];
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, handler) as Type[];
  return found && types[found.index];
}

const nameIn = ({ $ref }: Schema): string => String($ref).split('/').at(-1)!;
const json = (schema: Schema, example: unknown) => ({ 'application/json': { schema, example } });
const header = (name: string): Schema => ({ $ref: `#/components/headers/${name}` });

const pathId: Schema = { $ref: '#/components/parameters/Id' };
const acceptLanguage: Schema = { $ref: '#/components/parameters/AcceptLanguage' };
const given: readonly Schema[] = ['IdempotencyKey', 'IfMatch'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

function queryParameters({ properties, required }: ReturnType<RequestSchemas['query']>): Schema[] {
  return Object.entries(properties).map(([name, schema]) => {
    const description = parameterWords[name];
    if (!description) throw new Error(`The parameter ${name} has no words: add them to openapi/read-words.ts.`);
    return { name, in: 'query', description, required: required.includes(name), schema };
  });
}

function answered({ schema, carried, versioned }: AnswerType, example: unknown, inLanguage: boolean): Schema {
  const headers = [
    'API-Version',
    ...(versioned ? ['ETag'] : []),
    ...(carried ? ['Cap-Written', 'Idempotent-Replayed'] : []),
    ...(inLanguage ? Object.keys(languageHeaders('nl')) : []),
  ];
  return {
    description: carried ? 'De opdracht is uitgevoerd.' : 'Het antwoord.',
    headers: Object.fromEntries(headers.map((name) => [name, header(name)])),
    content: json(schema, example),
  };
}

/** Problems that read the same wherever they happen stand in the document once. */
function shared(status: number, told: Told, problems: Record<string, Schema>): Schema {
  if (!alike.has(status)) return problem(status, told);
  const name = `Problem${status}`;
  problems[name] ??= problem(status, told);
  return { $ref: `#/components/responses/${name}` };
}
const alike: ReadonlySet<number> = new Set([401, 408, 412, 413, 415, 422, 431, 500, 503]);

function problem(status: number, { codes, lines, example }: Told): Schema {
  const headers = ['API-Version', ...Object.keys(languageHeaders('nl')), ...(status === 503 ? ['Retry-After'] : [])];
  return {
    description: lines.length > 1 ? lines.join('\n') : `${example.title}. ${example.todo}`,
    headers: Object.fromEntries(headers.map((name) => [name, header(name)])),
    content: {
      'application/problem+json': {
        schema: { ...referTo('Problem'), properties: { status: { const: status }, code: { enum: codes } } },
        example,
      },
    },
  };
}
