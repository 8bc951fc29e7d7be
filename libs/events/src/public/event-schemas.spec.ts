import { eventSchemas } from './event-schemas';
import { listOf, object, ourWords, textOf } from './fields';

type Schema = Readonly<Record<string, unknown>>;

/** Places in a schema where any text could stand: neither an id, nor a day or a moment, nor a word of a closed list. */
function freeTexts(schema: Schema, at = ''): string[] {
  if (schema['enum'] !== undefined) return [];
  if (schema['type'] === 'string') return isClosed(schema) ? [] : [at];
  const options = (schema['anyOf'] ?? []) as Schema[];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  return [
    ...options.flatMap((option) => freeTexts(option, at)),
    ...(schema['type'] === 'array' ? freeTexts(schema['items'] as Schema, `${at}/*`) : []),
    ...properties.flatMap(([name, property]) => freeTexts(property, `${at}/${name}`)),
  ];
}
const isClosed = ({ format, pattern }: Schema): boolean =>
  format === 'date' || format === 'date-time' || /^\^\[0-9a-fA-F\]\{8\}/.test(String(pattern));

/** Objects within a schema that take a field which is not named. */
function openObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inside = Object.entries(schema).flatMap(([key, part]) => openObjects(part, `${at}/${key}`));
  const { type, additionalProperties } = schema as Schema;
  return type === 'object' && additionalProperties !== false ? [at, ...inside] : inside;
}

const all = [...eventSchemas];

describe('the schemas of what crosses the border', () => {
  it.each(all)('%s: of draft 2020-12, and takes no field that is not named', (_type, schema) => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(openObjects(schema)).toEqual([]);
  });

  it.each(all)('%s: has a name by its type', (type, schema) => {
    expect(schema.$id).toBe(`https://cap.haaglanden.example/schemas/${type.replace('nl.haaglanden.cap.', '')}.json`);
  });

  it('no text is free, but for our own sentence to a provider about its report', () => {
    const free = all.flatMap(([type, schema]) => freeTexts(schema).map((place) => `${type} ${place}`));
    expect(free).toEqual(['nl.haaglanden.cap.availability-reports.answered.v1 /message']);
  });

  it('finds a free text and an open object, wherever they stand', () => {
    const free = object<{ list: readonly { words: string; on: string }[] }>({
      list: listOf(object<{ words: string; on: string }>({ words: ourWords(), on: textOf('date') })),
    }).schema;
    expect(freeTexts({ ...free })).toEqual(['/list/*/words']);
    expect(freeTexts({ anyOf: [{ type: 'string', pattern: '^.+$' }, { type: 'null' }] })).toEqual(['']);
    expect(openObjects({ properties: { values: { type: 'object' } } })).toEqual(['/properties/values']);
  });
});
