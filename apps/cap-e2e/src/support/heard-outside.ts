import { BatchConsumer, createAdmin, createKafka, deadLetterTopic, eventFlaws, publicTopics } from '@cap/kafka';
import { eventually } from '@cap/testing';

/**
 * Every message that one instance has written to the topics of the CAP, as text: key, value and headers. Others may write
 * there too; `source` names the instance. Waits until `least` messages came. Rejects when an
 * event of it does not fit what is promised about it.
 */
export async function heardOutside(
  { brokers, source }: { readonly brokers: readonly string[]; readonly source: string },
  groupId: string,
  least: number,
): Promise<string[]> {
  const kafka = createKafka({ brokers, clientId: 'spec' });
  const admin = createAdmin(kafka);
  await admin.connect();
  const there = new Set(await admin.listTopics());
  await admin.disconnect();
  const heard: string[] = [];
  const flaws: string[] = [];
  const consumer = new BatchConsumer(
    kafka,
    { groupId },
    ({ messages }) => {
      const texts = messages.map(({ key, value, headers }) => [key, value, ...Object.values(headers ?? {})].join('\n'));
      heard.push(...texts.filter((text) => text.includes(source)));
      flaws.push(...messages.filter(({ headers }) => String(headers?.['ce_source']) === source).flatMap(eventFlaws));
      return Promise.resolve();
    },
    { warn: () => undefined, error: () => undefined },
  );
  try {
    await consumer.follow([...publicTopics, deadLetterTopic].filter((topic) => there.has(topic)));
    await eventually('the events of the region came', () => heard.length >= least, { within: 30_000 });
  } finally {
    await consumer.stop();
  }
  if (flaws.length > 0) throw new Error(`Not as described: ${[...new Set(flaws)].join('; ')}`);
  return heard;
}
