/** What a field of a log line may hold: a number, a yes or no, an opaque id, or a word of our own vocabulary. */
type Shape = 'number' | 'boolean' | 'id' | 'word';

/**
 * The fields that a line may have: ids, counts, names of our own parts. One that is not here, or holds something else
 * than its shape, is left out. A field for a free text is not to be added: names and situations of children are in such.
 */
const shapes = {
  // Where it is.
  context: 'word',
  role: 'word',
  roles: 'word',
  reader: 'word',
  feed: 'word',
  port: 'number',
  ready: 'boolean',
  broker: 'word',
  topic: 'word',
  partition: 'number',
  offset: 'number',
  position: 'number',
  streamType: 'word',
  // What it is about.
  streamId: 'id',
  providerId: 'id',
  deadlineId: 'id',
  webhookId: 'id',
  check: 'word',
  subject: 'word',
  kind: 'word',
  // What is the matter.
  what: 'word',
  rule: 'word',
  reason: 'word',
  detail: 'word',
  haltedAt: 'number',
  haltedBecause: 'word',
  // How much.
  added: 'number',
  all: 'number',
  count: 'number',
} as const satisfies Record<string, Shape>;

export type LogField = keyof typeof shapes;

const words = /^[A-Za-z0-9 _.,:;/@+#='"()[\]{}|*<>-]{0,300}$/;

const holds = {
  number: (value) => typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,20}$/.test(value)),
  boolean: (value) => typeof value === 'boolean',
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  word: (value) => typeof value === 'string' && words.test(value),
} satisfies Record<Shape, (value: unknown) => boolean>;

/** The fields that may be told, as they are; what may not be is named, and left out. */
export function toldFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      if (value === undefined) return [];
      const shape = (shapes as Record<string, Shape | undefined>)[field];
      const told = value === null || (shape !== undefined && holds[shape](value));
      return [[field, told ? value : '(left out)']];
    }),
  );
}
