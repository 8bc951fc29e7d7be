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
