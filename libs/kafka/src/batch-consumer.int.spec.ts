import { eventually, kafkaForTests } from '@cap/testing';
import { BatchConsumer, type Batch } from './batch-consumer';
import { createAdmin, createKafka, createProducer } from './client';
import { allHandled, consumerLag } from './lag';
import { ensureTopics } from './topics';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const admin = createAdmin(kafka);
const producer = createProducer(kafka);
const running: BatchConsumer[] = [];
const quiet = { warn: () => undefined, error: () => undefined };

const start = (name: string, handle: (batch: Batch) => void | Promise<void>, batchSize = 500): BatchConsumer => {
  const consumer = new BatchConsumer(
    kafka,
    { groupId: `${prefix}${name}`, batchSize },
    (batch) => Promise.resolve(batch).then(handle),
    quiet,
  );
  running.push(consumer);
  return consumer;
};
const send = (topic: string, values: readonly string[]) =>
  producer.send({ topic: prefix + topic, messages: values.map((value) => ({ value })) });
const valuesOf = ({ messages }: Batch): string[] => messages.map(({ value }) => String(value));
const numbers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => String(from + index));

beforeAll(async () => {
  await Promise.all([admin.connect(), producer.connect()]);
  const topics = ['ordered', 'failing', 'first', 'second', 'halted', 'lagging'];
  await ensureTopics(
    admin,
    topics.map((topic) => prefix + topic),
  );
});

afterAll(async () => {
  await Promise.all(running.map((consumer) => consumer.stop()));
  await Promise.all([admin.disconnect(), producer.disconnect()]);
});

it('makes a topic once, when several ask for it at the same time', async () => {
  const topics = [`${prefix}made-1`, `${prefix}made-2`];
  await Promise.all([ensureTopics(admin, topics), ensureTopics(admin, topics)]);
  expect(await ensureTopics(admin, topics)).toEqual([]);
  expect(await admin.listTopics()).toEqual(expect.arrayContaining(topics));
});

it('hands on every message in its order, in batches of the asked size', async () => {
  const batches: string[][] = [];
  await send('ordered', numbers(25));
  await start('ordered', (batch) => void batches.push(valuesOf(batch)), 10).follow([`${prefix}ordered`]);
  await eventually('all came', () => batches.flat().length >= 25);
  expect(batches.flat()).toEqual(numbers(25));
  expect(Math.max(...batches.map((batch) => batch.length))).toBe(10);
});

it('gives the same messages again, whatever the handler threw, and commits nothing until it did its work', async () => {
  const seen: string[] = [];
  const lags: number[] = [];
  const lag = () => consumerLag(admin, `${prefix}failing`, `${prefix}failing`);
  await send('failing', numbers(3));
  const consumer = start('failing', async (batch) => {
    lags.push(await lag());
    if (lags.length < 3) throw new TypeError('A bug in the handler: kafkajs takes this for final.');
    seen.push(...valuesOf(batch));
  });
  await consumer.follow([`${prefix}failing`]);
  await eventually('all came and are committed', async () => (await lag()) === 0);
  expect({ seen, lags }).toEqual({ seen: numbers(3), lags: [3, 3, 3] });
});

it('hears a topic that was made after it subscribed, and loses nothing of the others meanwhile', async () => {
  const seen: string[] = [];
  const consumer = start('following', (batch) => void seen.push(...valuesOf(batch)));
  await consumer.follow([`${prefix}first`]);
  await send('second', ['before it was followed']);
  const sending = send('first', numbers(50)).then(() => send('first', numbers(50, 50)));
  await consumer.follow([`${prefix}first`, `${prefix}second`]);
  await sending;
  await send('first', ['after']);
  await eventually('the last came', () => seen.includes('after') && seen.includes('before it was followed'));
  expect(seen.filter((value) => value !== 'before it was followed')).toEqual([...numbers(100), 'after']);
  expect(consumer.followed).toEqual([`${prefix}first`, `${prefix}second`]);
});

it('finishes and commits the batch that is under way when it stops', async () => {
  const seen: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const consumer = start('halted', async (batch) => {
    seen.push(...valuesOf(batch));
    await held;
  });
  await send('halted', numbers(2));
  await consumer.follow([`${prefix}halted`]);
  await eventually('the batch is under way', () => seen.length === 2);
  const stopped = consumer.stop();
  release();
  await stopped;
  expect(await consumerLag(admin, `${prefix}halted`, `${prefix}halted`)).toBe(0);
});

it('lag is what the group has yet to handle, also before the group handled anything', async () => {
  const lag = () => consumerLag(admin, `${prefix}lagging`, `${prefix}lagging`);
  const [written] = await send('lagging', numbers(7));
  const topic = `${prefix}lagging`;
  const handled = (end: number) =>
    allHandled(admin, topic, new Map([[topic, BigInt(written!.baseOffset!) + BigInt(end)]]));
  expect([await lag(), await handled(1)]).toEqual([7, false]);
  const known: unknown[] = [];
  const consumer = start('lagging', () => void known.push(...consumer.messagesBehind), 5);
  expect([...consumer.messagesBehind]).toEqual([]);
  await consumer.follow([topic]);
  await eventually('nothing is left', async () => (await lag()) === 0);
  expect([await handled(7), await handled(8)]).toEqual([true, false]);
  await eventually('it knows so', () => consumer.messagesBehind.get(topic) === 0);
  expect(known).toEqual([
    [topic, 7],
    [topic, 2],
  ]);
  await consumer.stop();
  expect([...consumer.messagesBehind]).toEqual([]);
});
