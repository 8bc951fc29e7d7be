import { createHash } from 'node:crypto';

/** What the page reads of the document. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters: readonly MayRefer<Parameter>[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, MayRefer<Response>>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
}
interface Response {
  readonly description: string;
  readonly content: Content;
}
type Content = Readonly<Record<string, { readonly schema: Coded; readonly example: unknown }>>;
/** The codes of a problem, where the schema lists them. */
type Coded = { readonly properties?: { readonly code?: { readonly enum?: readonly string[] } } };
type MayRefer<T> = T | { readonly $ref: string };

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
summary { cursor: pointer; padding: .4rem 0; } summary code { font-weight: 600; }
details { border-bottom: 1px solid #ccc; } details > *:not(summary) { margin-left: 1rem; }
table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; }
pre { background: #f3f3f3; padding: .6rem; overflow-x: auto; }
`;

/** The page runs no script and loads nothing: its own style, known by its hash, is all. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'`;

/** The document as one page of HTML, for people: made once, of text that is all escaped. */
export function documentPage(document: OpenApi): string {
  const { info, tags, servers } = document;
  const sections = tags.map(
    ({ name, description }) =>
      `<h2>${text(name)}</h2>\n<p>${text(description)}</p>\n${operationsOf(document, name).join('\n')}`,
  );
  return `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(info.title)}</title><style>${style}</style></head>
<body>
<h1>${text(info.title)}</h1>
<p>${text(info.description)}</p>
<p>Dit is versie ${text(info.version)}, onder <code>${text(servers[0]!.url)}</code>. Voor programma’s: <a href="/v1/openapi.json">openapi.json</a>.</p>
${sections.join('\n')}
</body>
</html>
`;
}

function operationsOf(document: OpenApi, tag: string): string[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => operationAsHtml(document, `${method.toUpperCase()} ${path}`, operation)),
  );
}

function operationAsHtml(document: OpenApi, address: string, operation: Operation): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const asked = parameters.map((one) => resolved<Parameter>(document, one));
  const answers = Object.entries(responses).map(([status, one]) => {
    const answer = resolved<Response>(document, one);
    return [status, text(answer.description) + codes(answer.content), example('Voorbeeld', answer.content)];
  });
  return `<details id="${text(operationId)}"><summary><code>${text(address)}</code> ${text(summary)}</summary>
<p>${text(description)}</p>
${asked.length > 0 ? table(asked.map((one) => [code(one.name), one.required ? 'verplicht' : '', text(one.description)])) : ''}
${requestBody ? example('Voorbeeld van de inhoud', requestBody.content) : ''}
${table(answers)}
</details>`;
}

/** What stands at a place of the document, when it is pointed at. */
function resolved<T>(document: OpenApi, one: MayRefer<T>): T {
  const ref = (one as { $ref?: string }).$ref;
  const [, , kind, name] = ref?.split('/') ?? [];
  return ref === undefined ? (one as T) : (document.components[kind!]![name!] as T);
}

const table = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table>`;

function codes(content: Content): string {
  const listed = Object.values(content)[0]?.schema.properties?.code?.enum ?? [];
  return listed.length === 0 ? '' : `<br>${listed.map(code).join(', ')}`;
}

function example(title: string, content: Content): string {
  const [body] = Object.values(content);
  const shown = text(JSON.stringify(body?.example, null, 2));
  return `<details><summary>${title}</summary><pre>${shown}</pre></details>`;
}

const code = (value: string): string => `<code>${text(value)}</code>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string => value.replace(/[&<>"]/g, (letter) => entities[letter]!);
