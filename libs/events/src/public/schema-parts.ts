/** What every schema of ours begins with. `$id` is the `dataschema` of the event; the file stands in `docs/api/events`. */
export interface SchemaHead {
  readonly $schema: string;
  readonly $id: string;
}

/** The head of the schema of an event's data; `name` with its version, such as `stays.ended.v1`. */
export const schemaHead = (name: string): SchemaHead => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `https://cap.haaglanden.example/schemas/${name}.json`,
});

/** The format `uuid` of JSON Schema lets a `urn:uuid:` pass; ours is the bare form. */
export const uuid = {
  type: 'string',
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
} as const;

/** A whole number that fits the database; whether it makes sense is for the rules to say, with a reason. */
export const count = { type: 'integer', minimum: -2147483648, maximum: 2147483647 } as const;
