import type { Kafka } from 'kafkajs';
import { BatchConsumer } from './batch-consumer';
import { createAdmin, createProducer, type KafkaLog } from './client';
import type { KafkaRecord } from './cloud-event';
import { deadLetterHeaders } from './dead-letter';
import { consumerLag } from './lag';

/**
 * Sends the dead letters that were not replayed before once more, each to the topic that it came from, and gives how
 * many. One that still cannot be handled becomes a dead letter again, and waits for the next time. `groupId` remembers
 * what was replayed; `topic` has one partition.
 */
export async function replayDeadLetters(kafka: Kafka, topic: string, groupId: string, log: KafkaLog): Promise<number> {
  const admin = createAdmin(kafka);
  const producer = createProducer(kafka);
  await admin.connect();
  try {
    if ((await consumerLag(admin, groupId, topic)) === 0) return 0;
    const [end] = await admin.fetchTopicOffsets(topic);
    const last = BigInt(end!.high) - 1n;
    await producer.connect();
    return await resendUntil(last, kafka, { topic, groupId, log }, async (letter) => {
      const messages = [{ ...letter, key: letter.key ?? null, headers: originalHeaders(letter) }];
      await producer.send({ topic: originOf(letter), messages, acks: -1 });
    });
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}

interface Letters {
  readonly topic: string;
  readonly groupId: string;
  readonly log: KafkaLog;
}

/** One at a time, so that it ends exactly at `last`: what comes after it may be the same letter, put aside again. */
async function resendUntil(
  last: bigint,
  kafka: Kafka,
  { topic, groupId, log }: Letters,
  resend: (letter: KafkaRecord) => Promise<void>,
): Promise<number> {
  let count = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const handle = async ({
    messages: [letter],
  }: {
    messages: readonly (KafkaRecord & { offset: string })[];
  }): Promise<void> => {
    const offset = BigInt(letter!.offset);
    if (offset > last) throw new Error('This letter came after the replay began.');
    await resend(letter!);
    count++;
    if (offset === last) finish();
  };
  const consumer = new BatchConsumer(kafka, { groupId, batchSize: 1 }, handle, log);
  await consumer.follow([topic]);
  await finished;
  await consumer.stop();
  return count;
}

const originOf = ({ headers }: KafkaRecord): string => String(headers![deadLetterHeaders.topic]);

function originalHeaders({ headers }: KafkaRecord): Record<string, Buffer | string> {
  const ours: readonly string[] = Object.values(deadLetterHeaders);
  const kept = Object.entries(headers ?? {}).filter(([name, value]) => !ours.includes(name) && value !== undefined);
  return Object.fromEntries(kept) as Record<string, Buffer | string>;
}
