import {
  edgeProblems,
  edgeProblemTexts,
  problemType,
  refusals,
  refusalStatus,
  refusalTexts,
  reportRefusals,
  textLanguages,
  type EdgeProblemCode,
  type ProblemText,
  type RefusalCode,
  type RuleId,
  type TextLanguage,
} from '@cap/contracts';
import type { SourceFile } from '../source-file';

const document = 'docs/api/openapi.json';

/** What this page reads of the document of the API. */
interface Answer {
  readonly $ref?: string;
  readonly content?: Readonly<
    Record<
      string,
      { readonly schema: { readonly properties?: { readonly code?: { readonly enum: readonly string[] } } } }
    >
  >;
}
interface Api {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Answer>> }>>>
  >;
  readonly components: { readonly responses: Readonly<Record<string, Answer>> };
}

/** In which operations each code occurs, as `POST /stays/{id}/ends`, and all operations that there are. */
interface Occurrence {
  readonly operations: readonly string[];
  readonly byCode: ReadonlyMap<string, readonly string[]>;
}

/** Reads the document of the API. Throws an `Error` when it is not there. */
export function occurrencesIn(files: readonly SourceFile[]): Occurrence {
  const text = files.find(({ path }) => path === document)?.text;
  if (text === undefined) throw new Error(`${document} is not there: npm run openapi makes it.`);
  const { paths, components } = JSON.parse(text) as Api;
  const operations: string[] = [];
  const byCode = new Map<string, string[]>();
  const add = (code: string, operation: string): void =>
    void byCode.set(code, [...(byCode.get(code) ?? []), operation]);
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(methods)) {
      const operation = `${method.toUpperCase()} ${path}`;
      operations.push(operation);
      for (const answer of Object.values(responses))
        for (const code of codesOf(resolved(answer, components.responses))) add(code, operation);
    }
  }
  for (const code of reportRefusals) add(code, 'POST /availability-reports');
  return { operations, byCode };
}

const resolved = (answer: Answer, shared: Readonly<Record<string, Answer>>): Answer =>
  answer.$ref === undefined ? answer : shared[answer.$ref.split('/').at(-1)!]!;

const codesOf = ({ content = {} }: Answer): readonly string[] =>
  content['application/problem+json']?.schema.properties?.code?.enum ?? [];

const names: Readonly<Record<TextLanguage, string>> = { nl: 'Dutch', en: 'English' };

interface Told {
  readonly code: string;
  readonly status: number;
  readonly rule?: RuleId;
  readonly texts: Readonly<Record<TextLanguage, ProblemText>>;
}

const refused = (code: RefusalCode): Told => ({
  code,
  status: refusalStatus(code),
  rule: refusals[code],
  texts: { nl: refusalTexts.nl[code], en: refusalTexts.en[code] },
});

const atTheEdge = (code: EdgeProblemCode): Told => ({
  code,
  status: edgeProblems[code],
  texts: { nl: edgeProblemTexts.nl[code], en: edgeProblemTexts.en[code] },
});

const section = ({ code, status, rule, texts }: Told, occurrences: Occurrence): string =>
  [
    `### ${code}`,
    '',
    `- Status: ${status}`,
    `- Type: \`${problemType(code)}\``,
    ...(rule === undefined ? [] : [`- Rule: [${rule}](rules.md#${rule.toLowerCase()})`]),
    ...textLanguages.map((language) => `- ${names[language]}: ${texts[language].title}. ${texts[language].todo}`),
    `- Operations: ${operationsWith(code, occurrences)}`,
  ].join('\n');

function operationsWith(code: string, { operations, byCode }: Occurrence): string {
  const found = byCode.get(code) ?? [];
  if (found.length === 0) return 'none that the document names';
  if (found.length === operations.length) return 'every operation';
  return found.map((operation) => `\`${operation}\``).join(', ');
}

/** `docs/errors.md` as it should be. */
export function errorsPage(files: readonly SourceFile[]): string {
  const occurrences = occurrencesIn(files);
  const told = (all: readonly Told[]): string => all.map((one) => section(one, occurrences)).join('\n\n');
  return `${[
    '# The errors of the API',
    '',
    '<!-- Made by `npm run pages` from `libs/contracts/src/refusals.ts`, `libs/contracts/src/problems` and `docs/api/openapi.json`. Change those, not this one. -->',
    '',
    'Each problem that an answer can tell (`application/problem+json`, RFC 9457): its status and type, its title and what to do in each',
    'language, and the operations in which it occurs. `code` never changes; texts may. The language is the one of `Accept-Language`, Dutch',
    'unless another is asked. `detail` begins with what to do, then tells what happened, and ends with the rule where there is one.',
    '',
    '## Refusals of the rules',
    '',
    told((Object.keys(refusals) as RefusalCode[]).map(refused)),
    '',
    '## Problems before the rules',
    '',
    told((Object.keys(edgeProblems) as EdgeProblemCode[]).map(atTheEdge)),
  ].join('\n')}\n`;
}
