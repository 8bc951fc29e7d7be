import type { Admin } from 'kafkajs';

/**
 * Makes the topics that are not there yet, one partition each (the order of one provider's messages is the order of
 * its topic). Several processes may do this at once. Gives the names of those that were missing.
 */
export async function ensureTopics(admin: Admin, names: readonly string[]): Promise<string[]> {
  const present = new Set(await admin.listTopics());
  const missing = names.filter((name) => !present.has(name));
  if (missing.length === 0) return [];
  // Gives false, and not an error, where another process was first.
  await admin.createTopics({
    topics: missing.map((topic) => ({ topic, numPartitions: 1, replicationFactor: -1 })),
    waitForLeaders: true,
  });
  return missing;
}
