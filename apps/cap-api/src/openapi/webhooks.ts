import { eventAttributes, eventSchemas, publicTypes, type PublicType } from '@cap/events';
import { sampleOf } from './samples';
import { referTo, type Schema } from './schema';

/** The parts of the document that each message to a subscriber points at. */
export const webhookParameters = {
  WebhookId: {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'Het nummer van de gebeurtenis: hetzelfde als zij nog een keer komt.',
    schema: { type: 'string', format: 'uuid' },
  },
  WebhookTimestamp: {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'Wanneer dit bericht is verstuurd, in seconden. Weiger wat meer dan vijf minuten afwijkt.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
  WebhookSignature: {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description:
      'Volgens Standard Webhooks: v1 en een HMAC-SHA256 over nummer, tijdstip en inhoud, gescheiden door punten. ' +
      'In het etmaal na een nieuw geheim staan er twee, met een spatie ertussen.',
    schema: { type: 'string', pattern: '^v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=)?$' },
  },
} as const;

const { type: _, dataschema: __, ...attributes } = eventAttributes(publicTypes[0]!.type);
const everyEvent = {
  ...attributes,
  type: { type: 'string' },
  dataschema: { type: 'string', format: 'uri' },
  datacontenttype: { const: 'application/json' },
  data: { type: 'object' },
};
const mayBeLeftOut = new Set(['dataref', 'traceparent']);
/** What every event has, whatever it tells (CloudEvents 1.0, structured). */
export const eventSchema: Schema = {
  type: 'object',
  required: Object.keys(everyEvent).filter((name) => !mayBeLeftOut.has(name)),
  properties: everyEvent,
};

/** What subscribers get, from the list by which it is sent: one entry for each type of event that leaves. */
export const webhooksOf = (): Record<string, Schema> =>
  Object.fromEntries(publicTypes.map((of) => [shortName(of), { post: messageOf(of) }]));

const shortName = ({ type }: PublicType): string => type.replace('nl.haaglanden.cap.', '');

function messageOf(of: PublicType): Schema {
  const { type, topic } = of;
  const { $id, $schema: ___, ...data } = eventSchemas.get(type)!;
  const told = { type: { const: type }, dataschema: { const: $id }, data };
  const schema = { allOf: [referTo('Event'), { type: 'object', properties: told }] };
  const words = shortName(of).split(/[.-]/);
  const operationId = `on${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')}`;
  return {
    operationId,
    summary: `Ontvang ${shortName(of)}.`,
    description: `Voor wie zich heeft aangemeld voor ${topic}. Wat niet wordt genomen, komt opnieuw; wat volgt, wacht.`,
    tags: ['Webhooks'],
    security: [],
    parameters: Object.keys(webhookParameters).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: {
      required: true,
      content: { 'application/cloudevents+json': { schema, example: exampleOf(type, $id, data) } },
    },
    responses: {
      '2XX': { description: 'De afnemer heeft de gebeurtenis.' },
      '410': { description: 'De afnemer wil niets meer: het leveren staat stil tot de beheerder het laat verdergaan.' },
      default: { description: 'De afnemer nam de gebeurtenis niet: zij komt opnieuw.' },
    },
  };
}

const exampleOf = (type: string, dataschema: string, data: Schema) => ({
  specversion: '1.0',
  id: sampleOf({ format: 'uuid' }, {}, 'event'),
  type,
  source: 'urn:nld:oin:00000000000000000000:systeem:cap',
  time: '2028-01-10T09:00:00.000Z',
  subject: sampleOf({ format: 'uuid' }, {}, 'subject'),
  sequence: '0000000001',
  sequencetype: 'Integer',
  dataschema,
  datacontenttype: 'application/json',
  data: sampleOf(data, {}),
});
