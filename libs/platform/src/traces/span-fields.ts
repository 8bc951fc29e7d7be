type Shape = 'number' | 'id' | 'name';

/**
 * What a span may tell, by the names of OpenTelemetry where it has one. Nothing else leaves the process, and nothing that
 * has another shape: a body, an address with its question, a statement or a message of an error has none of these.
 */
const shapes = {
  'http.request.method': 'name',
  'http.route': 'name',
  'http.response.status_code': 'number',
  'messaging.destination.name': 'name',
  'messaging.batch.message_count': 'number',
  'error.type': 'name',
  'cap.id': 'id',
  'cap.command': 'name',
  'cap.outcome': 'name',
  'cap.rule': 'name',
  'cap.refusal': 'name',
  'cap.event': 'name',
  'cap.reader': 'name',
  'cap.deadline': 'name',
} as const satisfies Record<string, Shape>;

export type SpanField = keyof typeof shapes;
export type SpanFields = { readonly [F in SpanField]?: string | number | null | undefined };

/** No spaces: a name of ours has none, and a person's has. */
const names = /^[A-Za-z0-9_.:/*{}-]{1,120}$/;

const holds = {
  number: (value) => typeof value === 'number',
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  name: (value) => typeof value === 'string' && names.test(value),
} satisfies Record<Shape, (value: unknown) => boolean>;

/** The fields that may be told, as they are; the others are left out. */
export function spanFields(fields: SpanFields): Record<string, string | number> {
  const told = Object.entries(fields).filter(([field, value]) => {
    const shape = (shapes as Record<string, Shape | undefined>)[field];
    return shape !== undefined && holds[shape](value);
  });
  return Object.fromEntries(told as [string, string | number][]);
}

/** The name of a span: words of ours, one space apart. */
export const spanName = (...words: readonly string[]): string =>
  words.map((word) => (names.test(word) ? word : '(left out)')).join(' ');
