import { schemasWithoutId } from '@asyncapi/specs';
import { liveEvents } from '@cap/contracts';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { publicTopics, publicTypes } from '../public/outgoing';
import * as topics from '../public/topics';
import { asyncApi } from './async-api';
import { documents } from './documents';

type Document = ReturnType<typeof asyncApi>;
interface Channel {
  readonly address: string;
  readonly messages: Record<string, object>;
}
const document = asyncApi();
const channelsOf = ({ channels }: Pick<Document, 'channels'>) => Object.values(channels) as unknown as Channel[];

/** Topics of the code that a document does not have; those of one provider by what their names begin with. */
const topicsLeftOut = (described: Pick<Document, 'channels'>): string[] => {
  const constants = Object.values(topics).filter((value) => typeof value === 'string');
  const addresses = channelsOf(described).map(({ address }) => address.replace('{providerId}', ''));
  return [...publicTopics, ...constants].filter((topic) => !addresses.includes(topic));
};
const liveLeftOut = (described: Pick<Document, 'channels'>): string[] => {
  const live = channelsOf(described).find(({ address }) => address === '/live');
  return Object.values(liveEvents).filter((name) => !live?.messages[name]);
};
/** Every `$ref` in it. */
const refsIn = (part: unknown): string[] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.entries(part).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : refsIn(value)));
const found = (ref: string): unknown =>
  ref.startsWith('#/')
    ? ref
        .slice(2)
        .split('/')
        .reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key.replaceAll('~1', '/')], document)
    : documents().get(ref.replace(/^\.\//, ''));

describe('the AsyncAPI document', () => {
  it('is one of AsyncAPI 3.0', () => {
    const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
    const fits = ajv.compile(schemasWithoutId['3.0.0']);
    expect({ fits: fits(JSON.parse(JSON.stringify(document))), errors: fits.errors }).toEqual({
      fits: true,
      errors: null,
    });
    const { channels, ...without } = document;
    expect(Object.keys(channels).length).toBeGreaterThan(0);
    expect(fits({ ...without, channels: { wrong: { address: 7 } } })).toBe(false);
  });

  it('refers to what is there', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(50);
    expect(refs.filter((ref) => found(ref) === undefined)).toEqual([]);
  });

  it('describes every topic and every live message', () => {
    expect(topicsLeftOut(document)).toEqual([]);
    expect(liveLeftOut(document)).toEqual([]);
  });

  it.each(publicTopics)('describes every type of event of %s', (topic) => {
    const [channel] = channelsOf(document).filter(({ address }) => address === topic);
    const types = publicTypes.filter((type) => type.topic === topic).map(({ type }) => type);
    expect(Object.values(channel!.messages).map((message) => (message as { title: string }).title)).toEqual(types);
  });

  it('is found out when it leaves out a topic or a live message', () => {
    const { stays, live, ...channels } = document.channels as unknown as Record<string, Channel>;
    expect(topicsLeftOut({ channels: { ...channels, live } } as never)).toEqual([stays!.address]);
    const { changes, ...messages } = live!.messages;
    expect(changes).toBeDefined();
    expect(liveLeftOut({ channels: { live: { ...live, messages } } } as never)).toEqual([liveEvents.changes]);
  });
});
