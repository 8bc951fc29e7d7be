import { eventually, kafkaForTests } from '@cap/testing';
import { BatchConsumer } from './batch-consumer';
import { createAdmin, createKafka } from './client';
import { NotWritten, TopicWriter } from './topic-writer';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const [topic, other] = [`${prefix}written`, `${prefix}other`];
const writers: TopicWriter[] = [];
const open = (at: readonly string[] = brokers) => {
  const writer = new TopicWriter({ brokers: at, clientId: 'spec', topics: [topic, other], partitions: 3 });
  writers.push(writer);
  return writer;
};
const forever = new AbortController().signal;
const batch = (from: number) => [
  { topic, messages: [0, 1, 2, 3].map((n) => ({ key: `key-${n % 2}`, value: String(from + n) })) },
];

afterAll(async () => {
  await Promise.all(writers.map((writer) => writer.close()));
});

it('makes its topics, and has written each batch when it says so, per key in order', async () => {
  const writer = open();
  for (const from of [0, 4, 8]) await writer.write(batch(from), forever);
  const admin = createAdmin(kafka);
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic, other] });
  await admin.disconnect();
  expect(topics.map(({ partitions }) => partitions.length)).toEqual([3, 3]);

  const read = new Map<string, string[]>();
  const quiet = { warn: () => undefined, error: () => undefined };
  const consumer = new BatchConsumer(
    kafka,
    { groupId: `${prefix}reader` },
    ({ messages }) =>
      Promise.resolve(
        messages.forEach(({ key, value }) => read.set(`${key}`, [...(read.get(`${key}`) ?? []), `${value}`])),
      ),
    quiet,
  );
  await consumer.follow([topic]);
  await eventually('all came', () => [...read.values()].flat().length >= 12);
  await consumer.stop();
  expect([...read].sort()).toEqual([
    ['key-0', ['0', '2', '4', '6', '8', '10']],
    ['key-1', ['1', '3', '5', '7', '9', '11']],
  ]);
});

it('says that it could not write when no broker answers, and ends at once when it is called off', async () => {
  const writer = open(['127.0.0.1:1']);
  await expect(writer.write(batch(0), forever)).rejects.toThrow(NotWritten);
  const calling = new AbortController();
  const writing = writer.write(batch(0), calling.signal);
  calling.abort(new Error('called off'));
  await expect(writing).rejects.toMatchObject({ name: 'NotWritten', cause: new Error('called off') });
});
