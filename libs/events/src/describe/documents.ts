import { eventSchemas } from '../public/event-schemas';
import { asyncApi } from './async-api';
import { schemaFile } from './kafka-messages';

/** Where the documents stand in the repository. */
export const folder = 'docs/api';
/** Within it: only this program writes there. */
export const schemaFolder = 'events';

/** How the documents are made again. */
export const repair = 'npm run describe';

/** What the CAP tells others about its messages: text by file name, within `folder`. */
export function documents(): Map<string, string> {
  const schemas = [...eventSchemas].map(([type, schema]) => [schemaFile(type), json(schema)] as const);
  return new Map([['asyncapi.json', json(asyncApi())], ...schemas]);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
