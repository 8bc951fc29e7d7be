import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

/** Real milliseconds for a broker to make topics known. */
const patienceMs = 10_000;

/**
 * Makes the topics that are not there yet, with one partition each unless told (the order of one provider's messages is
 * the order of its topic), and waits until they can be used. Several processes may do this at once. Gives those that were
 * missing. `retentionMs` is how long a broker keeps the messages of those that it makes; without it, as the broker is set.
 */
export async function ensureTopics(
  admin: Admin,
  names: readonly string[],
  { partitions = 1, retentionMs }: { readonly partitions?: number; readonly retentionMs?: number } = {},
): Promise<string[]> {
  const missing = await missingOf(admin, names).catch(() => [...names]);
  if (missing.length === 0) return [];
  const configEntries = retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }];
  // Gives false, and not an error, where another process was first. kafkajs' own waiting for leaders throws when the
  // broker that it asks has not heard of the topic yet.
  await admin.createTopics({
    topics: missing.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: -1, configEntries })),
    waitForLeaders: false,
  });
  for (const until = Date.now() + patienceMs; ; await pause(20)) {
    const waiting = await missingOf(admin, names).catch(() => names);
    if (waiting.length === 0) return missing;
    if (Date.now() > until)
      throw new Error(`The broker made no topics of ${waiting.join(', ')} within ${patienceMs} ms.`);
  }
}

/** Throws while a topic is there without a leader. */
async function missingOf(admin: Admin, names: readonly string[]): Promise<string[]> {
  const present = new Set(await admin.listTopics());
  return names.filter((name) => !present.has(name));
}
