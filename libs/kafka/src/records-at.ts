import { randomUUID } from 'node:crypto';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { createAdmin } from './client';

/** Real milliseconds after which a broker that gives nothing is an error. */
const patienceMs = 15_000;

/**
 * The messages that stand at these offsets of a topic with one partition, by offset; those that the broker no longer
 * keeps are absent. Reads in a group of its own, commits nothing and leaves no group behind. Throws when the broker does
 * not answer.
 */
export async function recordsAt(
  kafka: Kafka,
  topic: string,
  offsets: readonly string[],
): Promise<Map<string, KafkaMessage>> {
  const admin = createAdmin(kafka);
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(topic)) return new Map();
    const [ends] = await admin.fetchTopicOffsets(topic);
    const [low, high] = [BigInt(ends!.low), BigInt(ends!.high)];
    const wanted = offsets.map(BigInt).filter((offset) => offset >= low && offset < high);
    if (wanted.length === 0) return new Map();
    const groupId = `cap-records-at-${randomUUID()}`;
    const found = await read(kafka, groupId, topic, new Set(wanted.map(String)));
    await admin.deleteGroups([groupId]).catch(() => undefined);
    return found;
  } finally {
    await admin.disconnect();
  }
}

/** From the first of them up to the last, whatever else stands between. */
async function read(
  kafka: Kafka,
  groupId: string,
  topic: string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, KafkaMessage>> {
  const inOrder = [...wanted].map(BigInt).sort((a, b) => (a < b ? -1 : 1));
  const found = new Map<string, KafkaMessage>();
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: 6000,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await consumer.connect();
    // Where a restart of kafkajs forgets the place to begin at, it begins before it.
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The broker gave no messages of ${topic} in time.`)), patienceMs);
      // A coordinator that is still loading is one such crash: kafkajs begins again by itself.
      consumer.on(consumer.events.CRASH, ({ payload }) => void (payload.restart || reject(payload.error)));
      consumer
        .run({
          autoCommit: false,
          eachMessage: ({ message }) => {
            if (wanted.has(message.offset)) found.set(message.offset, message);
            if (BigInt(message.offset) >= inOrder.at(-1)!) resolve();
            return Promise.resolve();
          },
        })
        .catch(reject);
      consumer.seek({ topic, partition: 0, offset: String(inOrder[0]) });
    });
    return found;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
  }
}
