import { deadLetterHeaders, deadLetterReasons } from '../public/dead-letters';
import { eventSchemas } from '../public/event-schemas';
import { uuid } from '../public/schema-parts';

/** Where the schema of an event's data stands, seen from the document about the topics. */
export const schemaFile = (type: string): string =>
  `events/${eventSchemas
    .get(type)!
    .$id.replace(/^.*\//, '')
    .replace(/\.json$/, '.schema.json')}`;

const aText = { type: 'string', minLength: 1 };
const attributes = (type: string) => ({
  specversion: { const: '1.0' },
  id: aText,
  type: { const: type },
  source: { ...aText, description: 'A URN that names the organisation and its system.' },
  time: { type: 'string', format: 'date-time', description: 'When it was recorded; when it happened is in the data.' },
  subject: { ...uuid, description: 'The id of what the event is about.' },
});
/** W3C Trace Context. */
const traceparent = {
  type: 'string',
  pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
  description: 'The trace in which it came about, while traces are kept.',
};
const ours = (type: string) => ({
  ...attributes(type),
  sequence: { type: 'string', pattern: '^[0-9]{10}$', description: 'Counts the events about one subject, from 1.' },
  sequencetype: { const: 'Integer' },
  dataschema: { const: eventSchemas.get(type)!.$id },
  dataref: { type: 'string', format: 'uri-reference', description: 'Who may know more asks there.' },
  traceparent,
});

const asHeaders = (values: object, required: readonly string[]) => ({
  type: 'object',
  properties: {
    'content-type': { const: 'application/json' },
    traceparent: {
      ...traceparent,
      description: 'The same, where tracing libraries look; one that is invalid is ignored.',
    },
    ...Object.fromEntries(Object.entries(values).map(([name, schema]) => [`ce_${name}`, schema])),
  },
  required: ['content-type', ...required.map((name) => `ce_${name}`)],
});
const keyed = (description: string) => ({ kafka: { key: { ...uuid, description }, bindingVersion: '0.5.0' } });
const nameOf = (type: string): string => type.replace('nl.haaglanden.cap.', '');

/** An event of ours: CloudEvents in binary mode. `key` says in words what the key of the message is. */
export const eventMessage = (type: string, key: string, always: readonly string[]) => ({
  name: nameOf(type),
  title: type,
  contentType: 'application/json',
  headers: asHeaders(ours(type), ['specversion', 'id', 'type', 'source', 'time', 'subject', 'dataschema', ...always]),
  payload: { $ref: `./${schemaFile(type)}` },
  bindings: keyed(key),
});

/** The event that a provider sends, in either mode. */
export const reportMessages = (type: string) => ({
  binary: {
    name: `${nameOf(type)} (binary)`,
    title: type,
    contentType: 'application/json',
    headers: asHeaders(attributes(type), ['specversion', 'id', 'type', 'source']),
    payload: { $ref: `./${schemaFile(type)}` },
    bindings: keyed('The unitId of the data.'),
  },
  structured: {
    name: `${nameOf(type)} (structured)`,
    title: type,
    contentType: 'application/cloudevents+json',
    headers: {
      type: 'object',
      properties: { 'content-type': { const: 'application/cloudevents+json' } },
      required: ['content-type'],
    },
    payload: {
      type: 'object',
      required: ['specversion', 'id', 'type', 'source', 'data'],
      properties: { ...attributes(type), data: { $ref: `./${schemaFile(type)}` } },
    },
    bindings: keyed('The unitId of the data.'),
  },
});

/** A message from outside that could not be handled. It is no event of ours, so none of its own headers is an attribute. */
export const deadLetterMessage = {
  name: 'dead-letter',
  title: 'A message as it came, with the reason',
  summary: 'Key, value and headers as they came. Of a message that is too large only the key is kept.',
  headers: {
    type: 'object',
    properties: {
      [deadLetterHeaders.reason]: { enum: [...deadLetterReasons] },
      [deadLetterHeaders.detail]: { type: 'string', description: 'Places and keywords; never content.' },
      [deadLetterHeaders.topic]: aText,
      [deadLetterHeaders.partition]: { type: 'string', pattern: '^[0-9]+$' },
      [deadLetterHeaders.offset]: { type: 'string', pattern: '^[0-9]+$' },
    },
    required: Object.values(deadLetterHeaders),
  },
  payload: { description: 'Anything.' },
};
