import { eventually, kafkaForTests } from '@cap/testing';
import { createAdmin, createKafka, createProducer } from './client';
import { asItCame, originOf } from './read-dead-letter';
import { deadLetter } from './dead-letter';
import { recordsAt } from './records-at';
import { ensureTopics } from './topics';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const admin = createAdmin(kafka);
const producer = createProducer(kafka);
const topic = `${prefix}letters`;

beforeAll(async () => {
  await Promise.all([admin.connect(), producer.connect()]);
  await ensureTopics(admin, [topic, `${prefix}empty`], { retentionMs: 86_400_000 });
});
afterAll(() => Promise.all([admin.disconnect(), producer.disconnect()]));

const values = async (offsets: string[], of = topic) =>
  Object.fromEntries([...(await recordsAt(kafka, of, offsets))].map(([offset, { value }]) => [offset, String(value)]));

it('gives the messages at some offsets, and none for those that the broker does not have', async () => {
  await producer.send({ topic, messages: ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value })) });
  expect(await values(['3', '1'])).toEqual({ 1: 'b', 3: 'd' });
  await eventually('the broker forgets two', () =>
    admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] }).then(() => true),
  );
  expect(await values(['1', '2', '4', '99'])).toEqual({ 2: 'c', 4: 'e' });
  expect(await values(['0', '1'])).toEqual({});
  expect(await values(['0'], `${prefix}empty`)).toEqual({});
  expect(await values(['0'], `${prefix}nowhere`)).toEqual({});
});

it('leaves no group behind', async () => {
  await recordsAt(kafka, topic, ['3']);
  const { groups } = await admin.listGroups();
  expect(groups.filter(({ groupId }) => groupId.startsWith('cap-records-at-'))).toEqual([]);
});

it('gives a dead letter from which the message can be had as it came', async () => {
  const message = { key: Buffer.from('unit'), value: Buffer.from([0xff]), headers: { traceparent: 'kept' } };
  const origin = { topic: 'from', partition: 0, offset: '7', reason: 'not-utf-8-json', detail: 'Where it is wrong.' };
  const [sent] = await producer.send({ topic, messages: [deadLetter(message, origin)] });
  const letter = (await recordsAt(kafka, topic, [sent!.baseOffset!])).get(sent!.baseOffset!)!;
  expect(originOf(letter)).toEqual(origin);
  const { key, value, headers } = asItCame(letter);
  expect({ key, value, headers }).toEqual({ ...message, headers: { traceparent: Buffer.from('kept') } });
  expect(originOf({ value: null, headers: {} })).toBeNull();
});

it('keeps the messages of a topic for as long as asked', async () => {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: 2, name: topic, configNames: ['retention.ms'] }],
  });
  expect(resources[0]!.configEntries).toMatchObject([{ configName: 'retention.ms', configValue: '86400000' }]);
});
