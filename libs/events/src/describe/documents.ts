import { eventSchemas } from '../public/event-schemas';

/** Where the documents stand in the repository; this program writes all that is there, and nobody else. */
export const folder = 'docs/api/events';

/** How the documents are made again. */
export const repair = 'npm run describe';

/** What the CAP tells others about its messages: text by file name, within `folder`. */
export function documents(): Map<string, string> {
  const schemas = [...eventSchemas.values()].map((schema) => [`${fileNameOf(schema.$id)}`, json(schema)] as const);
  return new Map(schemas);
}

/** `…/schemas/stays.ended.v1.json` stands in `stays.ended.v1.schema.json`. */
const fileNameOf = (id: string): string => id.replace(/^.*\//, '').replace(/\.json$/, '.schema.json');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
