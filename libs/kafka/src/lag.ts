import { reportTopicPrefix } from '@cap/events';
import type { Admin } from 'kafkajs';

/**
 * How many messages a consumer group has yet to handle, over all topics whose name starts with `topicPrefix`. Offsets
 * are committed after the database, so 0 means that every message written until now has had its effect.
 */
export async function consumerLag(admin: Admin, groupId: string, topicPrefix = reportTopicPrefix): Promise<number> {
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(topicPrefix));
  if (topics.length === 0) return 0;
  const committed = await admin.fetchOffsets({ groupId, topics });
  const lags = await Promise.all(
    committed.map(async ({ topic, partitions }) => {
      const handled = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      const ends = await admin.fetchTopicOffsets(topic);
      return ends.map(({ partition, low, high }) => Number(high) - Math.max(handled.get(partition) ?? -1, Number(low)));
    }),
  );
  return lags.flat().reduce((sum, lag) => sum + lag, 0);
}

/**
 * Whether a consumer group has handled what was written: per topic (one partition) the offset after its last message,
 * which is the `baseOffset` that the send gave plus the number of messages. Two requests whatever the number of topics;
 * `consumerLag` asks three a topic, too slow to be asked all the time.
 */
export async function allHandled(admin: Admin, groupId: string, ends: ReadonlyMap<string, bigint>): Promise<boolean> {
  if (ends.size === 0) return true;
  const committed = await admin.fetchOffsets({ groupId });
  const handled = new Map(committed.map(({ topic, partitions }) => [topic, BigInt(partitions[0]?.offset ?? -1)]));
  return [...ends].every(([topic, end]) => (handled.get(topic) ?? -1n) >= end);
}
