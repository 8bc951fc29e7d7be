import { eventually, kafkaForTests } from '@cap/testing';
import type { KafkaMessage } from 'kafkajs';
import { BatchConsumer } from './batch-consumer';
import { createAdmin, createKafka, createProducer } from './client';
import { deadLetter } from './dead-letter';
import { replayDeadLetters } from './replay-dead-letters';
import { ensureTopics } from './topics';

const { brokers, prefix } = kafkaForTests();
const kafka = createKafka({ brokers, clientId: 'spec' });
const quiet = { warn: () => undefined, error: () => undefined };
const [origin, letters] = [`${prefix}origin`, `${prefix}letters`];

it('sends each dead letter back to where it came from, as it was, and only once', async () => {
  const admin = createAdmin(kafka);
  const producer = createProducer(kafka);
  await Promise.all([admin.connect(), producer.connect()]);
  await ensureTopics(admin, [origin, letters]);
  const message = { key: Buffer.from('unit'), value: Buffer.from([0xff]), headers: { traceparent: 'kept' } };
  const why = { topic: origin, partition: 0, offset: '7', reason: 'not-utf-8-json', detail: '' };
  await producer.send({ topic: letters, messages: [deadLetter(message, why), deadLetter(message, why)] });

  const back: KafkaMessage[] = [];
  // It still cannot be handled: what comes back is put aside again, while the replay is under way.
  const consumer = new BatchConsumer(
    kafka,
    { groupId: `${prefix}origin` },
    async ({ messages }) => {
      back.push(...messages);
      await producer.send({ topic: letters, messages: messages.map((each) => deadLetter(each, why)) });
    },
    quiet,
  );
  await consumer.follow([origin]);
  expect(await replayDeadLetters(kafka, letters, `${prefix}replay`, quiet)).toBe(2);
  await eventually('both came back', () => back.length === 2);
  expect(back.map(({ key, value }) => [String(key), value])).toEqual(Array(2).fill(['unit', message.value]));
  expect(back.map(({ headers }) => headers)).toEqual(Array(2).fill({ traceparent: Buffer.from('kept') }));

  await consumer.stop();
  expect(await replayDeadLetters(kafka, letters, `${prefix}replay`, quiet)).toBe(2);
  expect(await replayDeadLetters(kafka, letters, `${prefix}replay`, quiet)).toBe(0);
  await Promise.all([admin.disconnect(), producer.disconnect()]);
});
