import { liveEvents } from '@cap/contracts';
import { cloudEventTypes } from '../public/cloud-event-types';
import { publicTopics, publicTypes } from '../public/outgoing';
import { deadLetterTopic, replyTopicPrefix, reportTopicPrefix } from '../public/topics';
import { deadLetterMessage, eventMessage, reportMessages } from './kafka-messages';
import { liveMessages, type LiveMessage } from './live-messages';

type Part = Readonly<Record<string, unknown>>;
/** One place where messages go: its channel, and what the CAP does there. */
interface Described {
  readonly channel: Part & { readonly address: string; readonly messages: Part };
  readonly operations: Part;
}

const refTo = (...path: string[]) => ({ $ref: `#/${path.map((part) => part.replaceAll('/', '~1')).join('/')}` });
const onServer = (name: string) => [refTo('servers', name)];

function kafkaChannel(
  name: string,
  channel: { readonly address: string; readonly description: string },
  messages: Part,
  does: Readonly<Record<string, 'send' | 'receive'>>,
): Described {
  const perProvider = channel.address.includes('{providerId}');
  const parameters = {
    providerId: { description: 'The id of the provider, a UUID: who may see the topic is per provider.' },
  };
  const bindings = perProvider ? { kafka: { partitions: 1, bindingVersion: '0.5.0' } } : null;
  return {
    channel: {
      ...channel,
      servers: onServer('kafka'),
      messages,
      ...(perProvider && { parameters }),
      ...(bindings && { bindings }),
    },
    operations: Object.fromEntries(
      Object.entries(does).map(([operation, action]) => [
        operation,
        {
          action,
          channel: refTo('channels', name),
          messages: Object.keys(messages).map((message) => refTo('channels', name, 'messages', message)),
        },
      ]),
    ),
  };
}

/** `cap.stays` is the channel `stays`. */
const ownTopic = (topic: string): [string, Described] => {
  const name = topic.replace(/^cap\./, '');
  const types = publicTypes.filter((type) => type.topic === topic);
  const { idField } = types[0]!;
  const messages = types.map(({ type, details }) => [
    type.replace('nl.haaglanden.cap.', ''),
    eventMessage(type, `The ${idField} of the data.`, ['sequence', 'sequencetype', ...(details ? ['dataref'] : [])]),
  ]);
  const description = `Everything about one of the ${name}, in order: its id is the key.`;
  return [
    name,
    kafkaChannel(name, { address: topic, description }, Object.fromEntries(messages), { [`tell-${name}`]: 'send' }),
  ];
};

const withProviders: Readonly<Record<string, Described>> = {
  'availability-reports': kafkaChannel(
    'availability-reports',
    {
      address: `${reportTopicPrefix}{providerId}`,
      description: 'Where one provider reports the availability of its units.',
    },
    reportMessages(cloudEventTypes.availabilityReported),
    { 'take-reports': 'receive' },
  ),
  'availability-replies': kafkaChannel(
    'availability-replies',
    {
      address: `${replyTopicPrefix}{providerId}`,
      description: 'What was refused of its reports, or needs a look, and why.',
    },
    { answered: eventMessage(cloudEventTypes.reportAnswered, 'The unitId of the data.', []) },
    { 'answer-reports': 'send' },
  ),
  'dead-letters': kafkaChannel(
    'dead-letters',
    {
      address: deadLetterTopic,
      description: 'Messages from outside that could not be handled; operators read and replay them.',
    },
    { 'dead-letter': deadLetterMessage },
    { 'put-aside': 'send', replay: 'receive' },
  ),
};

const messageOf = (name: string, { summary, payload }: Pick<LiveMessage, 'summary' | 'payload'>) => ({
  name,
  summary,
  contentType: 'application/json',
  payload,
});

/** The live channel is one place; its rooms are named in the messages. */
function live(): Described {
  const all = (Object.keys(liveEvents) as (keyof typeof liveEvents)[]).map((key) => ({
    name: liveEvents[key],
    ...liveMessages[key],
  }));
  const answers = all.flatMap(({ answers: given = {} }) => Object.entries(given));
  const inChannel = (name: string) => refTo('channels', 'live', 'messages', name);
  return {
    channel: {
      address: '/live',
      description:
        'socket.io 4, websocket only; the access token in `auth.token` of the handshake. Names of messages are names of socket.io events.',
      servers: onServer('live'),
      messages: Object.fromEntries([
        ...all.map((message) => [message.name, messageOf(message.name, message)]),
        ...answers.map(([name, answer]) => [name, messageOf(name, answer)]),
      ]),
    },
    operations: Object.fromEntries(
      all.map(({ name, action, summary, answers: given }) => [
        `live-${name}`,
        {
          action,
          summary,
          channel: refTo('channels', 'live'),
          messages: [inChannel(name)],
          ...(given && { reply: { channel: refTo('channels', 'live'), messages: Object.keys(given).map(inChannel) } }),
        },
      ]),
    ),
  };
}

/** The AsyncAPI 3 document of every topic and every live message, from the lists by which the programs work. */
export function asyncApi() {
  const places = { ...withProviders, ...Object.fromEntries(publicTopics.map(ownTopic)), live: live() };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'CAP: messages',
      version: '1.0.0',
      description:
        'What the central registration point for residential youth care in Haaglanden says and hears outside HTTP. Over Kafka: CloudEvents 1.0 by the profile of the Dutch government, at least once, in order per key; nothing that leaves identifies a young person. Live: what screens follow.',
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: {
        host: 'kafka.cap.haaglanden.example:9092',
        protocol: 'kafka',
        description: 'The brokers of the installation. Access lists say who reads and writes which topic.',
      },
      live: { host: 'cap.haaglanden.example', protocol: 'wss', description: 'The same address as the API.' },
    },
    channels: Object.fromEntries(Object.entries(places).map(([name, { channel }]) => [name, channel])),
    operations: Object.assign({}, ...Object.values(places).map(({ operations }) => operations)) as Part,
  };
}
