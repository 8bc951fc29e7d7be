/** A JSON Schema (2020-12), as OpenAPI 3.1 has it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Points at a schema that has a name of its own in the document. */
export const referTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The same schema, or null. */
export function orNull(schema: Schema): Schema {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = schema['enum'] as unknown[] | undefined;
  return { ...schema, type: [schema['type'], 'null'], ...(values ? { enum: [...values, null] } : {}) };
}
